// One request and its answer over one connection.
#pragma once

#include <optional>
#include <string_view>

#include "http/answer_reader.hpp"
#include "http/curl_connection.hpp"

namespace back::loop {
class Waiter;
}

namespace back::http {

// Lives in the frame of the coroutine that runs it, no longer than its connection.
class CurlExchange final : public CurlListener {
 public:
  enum class End { answered, lost, malformed, too_large };

  CurlExchange(CurlEngine& engine, CurlConnection& connection, std::string_view request,
               AnswerReader::Limits limits);
  ~CurlExchange();
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;

  // Nothing: neither by the deadline; or for a long time not one byte has moved. Throws
  // loop::Cancelled. Once.
  Task<std::optional<End>> run(Clock::time_point deadline);

  bool may_have_arrived() const { return sent_ > 0; }
  bool has_answer_begun() const { return reader_.has_begun(); }
  bool leaves_connection_usable() const;
  Response take_response() { return reader_.take_response(); }
  std::string problem() const;

  void ready(Interest what) override;

 private:
  bool is_sent() const { return sent_ == request_.size(); }
  void send();
  void receive();
  void take(std::string_view bytes);

  CurlEngine& engine_;
  CurlConnection& connection_;
  const std::string_view request_;
  std::size_t sent_ = 0;
  bool is_broken_ = false;  // nothing more can be sent
  AnswerReader reader_;
  std::optional<End> end_;
  Clock::time_point last_moved_;
  loop::Waiter* waiter_ = nullptr;  // while it runs
};

}  // namespace back::http
