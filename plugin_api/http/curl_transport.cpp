#include "http/curl_transport.hpp"

#include <optional>
#include <utility>

#include "http/curl_engine.hpp"
#include "http/curl_transfer.hpp"

namespace back::http {

using std::chrono::milliseconds;

CurlTransport::CurlTransport(CurlOptions options)
    : options_(std::move(options)),
      ca_file_(options_.network.trusted_ca_file()),
      engine_(CurlEngine::shared()) {}

CurlTransport::~CurlTransport() = default;

Task<Response> CurlTransport::send(const Request& request, Scope& scope) {
  using Reason = NoResponse::Reason;
  const std::optional<loop::Permit> permit =
      co_await engine_->permits.acquire(scope.priority, scope.deadline);
  const Clock::time_point now = Clock::now();
  if (!permit || now >= scope.deadline)
    throw NoResponse(Reason::timeout, false,
                     "The time for the request was used up before it was sent.");
  milliseconds time_left = options_.attempt_timeout;
  if (scope.deadline - now < time_left)
    time_left = std::chrono::ceil<milliseconds>(scope.deadline - now);

  std::optional<Transfer> transfer;
  try {
    transfer.emplace(*engine_, options_, ca_file_, request, scope);
    transfer->begin(time_left);
  } catch (const NoResponse&) {
    throw;
  } catch (const std::exception& problem) {
    // No memory, or an option that libcurl refuses. Nothing has left this machine, and a change
    // must not be called uncertain for it.
    throw NoResponse(Reason::bad_request, false,
                     "The request could not be prepared, so it was not sent.", problem.what());
  }
  try {
    co_await transfer->wait();
  } catch (const loop::Cancelled&) {
    throw transfer->cancelled();
  }
  co_return transfer->take_response();
}

}  // namespace back::http
