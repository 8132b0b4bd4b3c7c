// One request on its way through libcurl: its settings, its answer, and what it means when there is
// none.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "http/curl_engine.hpp"
#include "http/curl_transport.hpp"
#include "http/received_head.hpp"

namespace back::http {

// Lives in the frame of the coroutine that sends it, longer than libcurl knows of it.
class Transfer final : public CurlWaiter {
 public:
  Transfer(CurlEngine& engine, const CurlOptions& options, const std::string& ca_file,
           const Request& request, const Scope& scope);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  void begin(std::chrono::milliseconds time_left);
  Task<bool> wait() { return ended_.wait(); }
  void end(CURLcode code) override;
  // After wait. Throws NoResponse.
  Response take_response();
  NoResponse cancelled();

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static int on_request(void* self, char*, char*, int, int);
  static curl_socket_t on_open(void* self, curlsocktype purpose, curl_sockaddr* address);

 private:
  void set_method();
  void set_header_lines();
  void set_network();
  bool may_have_arrived() const;
  NoResponse failure(NoResponse::Reason reason, const std::string& what_happened) const;
  NoResponse failure() const;

  CurlEngine& engine_;
  const CurlOptions& options_;
  const std::string& ca_file_;
  const Request& request_;
  CURL* easy_;
  bool added_ = false;
  loop::Event ended_;
  CURLcode code_ = CURLE_OK;
  long bytes_sent_ = 0;

  std::vector<std::string> lines_;
  // libcurl reads the lines where they are: no copy of the credential.
  std::vector<curl_slist> nodes_;
  std::vector<curl_slist> connect_to_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};

  std::vector<Poller::Opened> opened_;  // while connecting
  ReceivedHead head_;
  Response response_;
  unsigned begun_ = 0;  // how often libcurl was about to send it
  bool too_large_ = false;
  bool not_public_ = false;
};

}  // namespace back::http
