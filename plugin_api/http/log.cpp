#include "http/log.hpp"

#include <algorithm>
#include <utility>

#include "http/characters.hpp"

namespace back::http {
namespace {

constexpr std::size_t kLongestRequestId = 128;

// A header is the server's text: only what looks like an id goes into a log.
std::string request_id_of(const Response& response, std::string_view header) {
  const std::string_view id = response.headers.get(header).value_or("");
  const bool plausible = id.size() <= kLongestRequestId && all_of(id, is_visible);
  return plausible ? std::string(id) : std::string();
}

}  // namespace

std::string redacted_target(const Request& request,
                            const std::vector<std::string>& logged_queries) {
  std::string target(request.path.text());
  char separator = '?';
  for (const auto& [name, value] : request.query.pairs()) {
    const bool harmless =
        std::find(logged_queries.begin(), logged_queries.end(), name) != logged_queries.end();
    target += separator;
    target += name;
    target += '=';
    target += harmless ? value : "...";
    separator = '&';
  }
  return target;
}

Logging::Logging(std::unique_ptr<Transport> next, LogOptions options)
    : next_(std::move(next)), options_(std::move(options)) {}

Task<Response> Logging::send(Request& request, Scope& scope) {
  LogEntry entry;
  entry.method = request.method;
  entry.target = redacted_target(request, options_.logged_queries);
  entry.correlation = scope.correlation;
  entry.attempt = request.attempt;
  const Clock::time_point begin = Clock::now();
  const auto finish = [&] {
    entry.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    options_.sink(entry);
  };
  try {
    Response response = co_await next_->send(request, scope);
    entry.status = response.status;
    entry.request_id = request_id_of(response, options_.request_id_header);
    finish();
    co_return response;
  } catch (const NoResponse& failure) {
    entry.reason = failure.reason();
    finish();
    throw;
  } catch (const loop::Cancelled&) {
    entry.reason = NoResponse::Reason::cancelled;
    finish();
    throw;
  }
}

}  // namespace back::http
