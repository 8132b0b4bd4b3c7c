// One connection to one host. libcurl makes it - name, proxy, TLS, whom to trust - and carries its
// bytes; what they mean is not its business (decision 18).
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/curl_engine.hpp"
#include "http/curl_transport.hpp"

namespace back::http {

// Whoever wants to hear of an open connection.
class CurlListener {
 public:
  virtual void ready(Interest what) = 0;

 protected:
  ~CurlListener() = default;
};

class CurlConnection final : public CurlWaiter {
 public:
  CurlConnection(CurlEngine& engine, Way way);
  ~CurlConnection();  // closes it
  CurlConnection(const CurlConnection&) = delete;
  CurlConnection& operator=(const CurlConnection&) = delete;

  // Throws NoResponse if there is no connection, and loop::Cancelled. may_have_arrived: whether an
  // earlier connection has carried the request already.
  Task<> open(const CurlOptions& options, const std::string& ca_file, Clock::time_point deadline,
              bool may_have_arrived);

  const Way& way() const { return way_; }

  // Of an open one:
  enum class Flow { moved, blocked, ended };
  struct Moved {
    Flow flow;
    std::size_t bytes;
  };
  Moved send(std::string_view bytes);
  Moved receive(std::span<char> space);
  // Nothing has come, not even the end.
  bool is_quiet() const;
  // The listener hears when the socket is ready for what it is interested in; null: nobody, and
  // whatever comes then was not asked for and ends the connection.
  void listen(CurlListener* listener, Interest interest);
  // libcurl's words for why it has ended.
  std::string problem() const;

  // From the engine:
  void end(CURLcode code) override;
  void ready(Interest what);
  void closed() { socket_ = CURL_SOCKET_BAD; }

 private:
  struct Opening;

  void set_up(const CurlOptions& options, const std::string& ca_file, Clock::time_point deadline);
  Moved moved(CURLcode code, std::size_t bytes);
  static curl_socket_t on_open(void* opening, curlsocktype purpose, curl_sockaddr* address);

  CurlEngine& engine_;
  const Way way_;
  CURL* easy_;
  bool added_ = false;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  CURLcode code_ = CURLE_OK;
  CurlListener* listener_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  std::unique_ptr<Opening> opening_;  // while it opens
};

}  // namespace back::http
