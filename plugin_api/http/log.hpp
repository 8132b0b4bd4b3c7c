// One line per request, by allow-list: what is not named here is never logged. No body, no header
// but the request id, no query value unless its name was declared harmless.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/transport.hpp"

namespace back::http {

struct LogEntry {
  Method method = Method::get;
  std::string target;  // path and query; values that are not allow-listed read "..."
  std::optional<int> status;
  std::optional<NoResponse::Reason> reason;  // if there was no answer
  std::chrono::microseconds duration{};
  std::string request_id;  // the server's, if it gave one
  std::string correlation;
  unsigned attempt = 1;
};

using LogSink = std::function<void(const LogEntry&)>;

struct LogOptions {
  LogSink sink;                   // empty: nothing is logged
  std::string request_id_header;  // "X-Request-Id"
  std::vector<std::string>
      logged_queries;  // names of query parameters whose values are harmless: "limit"
};

class Logging : public Transport {
 public:
  Logging(std::unique_ptr<Transport> next, LogOptions options);
  Task<Response> send(Request& request, Scope& scope) override;

 private:
  std::unique_ptr<Transport> next_;
  LogOptions options_;
};

// The target as a log may show it.
std::string redacted_target(const Request& request, const std::vector<std::string>& logged_queries);

}  // namespace back::http
