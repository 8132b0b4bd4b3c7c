#include "http/curl_transport.hpp"

#include <algorithm>
#include <utility>

#include "http/curl_connection.hpp"
#include "http/curl_engine.hpp"
#include "http/curl_exchange.hpp"
#include "http/failure.hpp"
#include "http/wire.hpp"

namespace back::http {
namespace {

using Reason = NoResponse::Reason;

std::string way_of(const CurlOptions& options, const std::string& ca_file) {
  const NetworkPolicy& network = options.network;
  std::string way = url_of(options.origin) + '\n' + ca_file + '\n' + network.proxy + '\n' +
                    (network.allow_private ? "private" : "public");
  for (const std::string& entry : network.connect_to) way += '\n' + entry;
  return way;
}

// Why there is none; end: nothing if the time was used up.
NoResponse no_answer(std::optional<CurlExchange::End> end, const std::string& host,
                     bool may_have_arrived, std::string detail) {
  using End = CurlExchange::End;
  const auto because = [&](Reason reason, const std::string& what_happened) {
    return failure(reason, may_have_arrived, what_happened, std::move(detail));
  };
  if (!end) return because(Reason::timeout, host + " did not answer in time.");
  if (end == End::too_large)
    return because(Reason::too_large, "The answer of " + host + " is too large.");
  if (end == End::malformed)
    return because(Reason::malformed, "The answer of " + host + " makes no sense.");
  return because(Reason::lost, "The connection to " + host + " was lost.");
}

}  // namespace

// One request, from the moment it is its turn.
struct CurlTransport::Sending {
  const Request& request;
  const Secret bytes;
  const Clock::time_point deadline;
  bool reuses = false;            // a connection that has carried a request before
  bool may_have_arrived = false;  // on this connection or one before it
  bool leaves_connection_usable = false;
};

CurlTransport::CurlTransport(CurlOptions options)
    : options_(std::move(options)),
      ca_file_(options_.network.trusted_ca_file()),
      way_(std::make_shared<const std::string>(way_of(options_, ca_file_))),
      engine_(CurlEngine::shared()) {}

CurlTransport::~CurlTransport() = default;

Task<Response> CurlTransport::send(Request& request, Scope& scope) {
  loop::throw_if_cancelled(co_await loop::kCancellation);
  std::optional<loop::Permit> permit = engine_->permits.try_acquire();
  if (!permit) permit = co_await engine_->permits.acquire(scope.priority, scope.deadline);
  const Clock::time_point now = Clock::now();
  if (!permit || now >= scope.deadline)
    throw NoResponse(Reason::timeout, false,
                     "The time for the request was used up before it was sent.");
  Sending sending{request,
                  bytes_of(options_.origin, request, options_.user_agent, scope.correlation),
                  std::min<Clock::time_point>(scope.deadline, now + options_.attempt_timeout)};
  try {
    for (;;) {
      std::unique_ptr<CurlConnection> connection;
      if (!sending.may_have_arrived) connection = engine_->pool().take(way_, Clock::now());
      sending.reuses = connection != nullptr;
      if (!connection) connection = co_await connect(sending);
      std::optional<Response> response = co_await exchange(sending, *connection);
      if (!response) continue;
      if (sending.leaves_connection_usable)
        engine_->pool().give_back(std::move(connection), Clock::now());
      co_return std::move(*response);
    }
  } catch (const NoResponse&) {
    throw;
  } catch (const loop::Cancelled&) {
    throw failure(Reason::cancelled, sending.may_have_arrived,
                  "The request to " + options_.origin.host + " was cancelled.", {});
  } catch (const std::exception& problem) {
    // No memory, or an option that libcurl refuses. What was not sent must not be called uncertain
    // for it.
    throw failure(Reason::bad_request, sending.may_have_arrived,
                  "The request could not be prepared.", problem.what());
  }
}

Task<std::unique_ptr<CurlConnection>> CurlTransport::connect(const Sending& sending) {
  auto connection = std::make_unique<CurlConnection>(*engine_, way_);
  co_await connection->open(options_, ca_file_, sending.deadline, sending.may_have_arrived);
  co_return connection;
}

Task<std::optional<Response>> CurlTransport::exchange(Sending& sending,
                                                      CurlConnection& connection) {
  using End = CurlExchange::End;
  CurlExchange exchange(*engine_, connection, sending.bytes.reveal(),
                        {options_.max_headers, options_.max_body});
  const bool repeated = sending.may_have_arrived;
  std::optional<End> end;
  try {
    end = co_await exchange.run(sending.deadline);
  } catch (const loop::Cancelled&) {
    sending.may_have_arrived = repeated || exchange.may_have_arrived();
    throw;
  }
  sending.may_have_arrived = repeated || exchange.may_have_arrived();
  if (end == End::answered) {
    sending.leaves_connection_usable = exchange.leaves_connection_usable();
    Response response = exchange.take_response();
    response.repeated = repeated;
    co_return response;
  }
  // The server had closed it, or was about to, when the request came.
  const bool was_stale = end == End::lost && sending.reuses && !exchange.has_answer_begun();
  if (was_stale && (!exchange.may_have_arrived() || sending.request.may_be_sent_again()))
    co_return std::nullopt;
  throw no_answer(end, options_.origin.host, sending.may_have_arrived, exchange.problem());
}

}  // namespace back::http
