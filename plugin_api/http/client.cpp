#include "http/client.hpp"

#include <stdexcept>
#include <utility>

#include "http/authorise.hpp"
#include "http/characters.hpp"
#include "http/curl_transport.hpp"

namespace back::http {
namespace {

void check(const ClientOptions& options) {
  if (const auto problem = options.origin.problem()) throw std::invalid_argument(*problem);
  if (options.user_agent.empty() || !all_of(options.user_agent, is_printable))
    throw std::invalid_argument(
        "The name under which requests are sent is empty or holds control characters.");
}

std::unique_ptr<Transport> curl_for(const ClientOptions& options) {
  check(options);
  if (const auto problem = environment_problem()) throw std::invalid_argument(*problem);
  if (const auto problem = options.network.problem()) throw std::invalid_argument(*problem);
  CurlOptions curl;
  curl.origin = options.origin;
  curl.network = options.network;
  curl.user_agent = options.user_agent;
  curl.max_body = options.max_body;
  curl.max_headers = options.max_headers;
  curl.attempt_timeout = options.attempt_timeout;
  return std::make_unique<CurlTransport>(std::move(curl));
}

// The one place that says which layer stands on which.
std::unique_ptr<Transport> assemble(ClientOptions options, std::unique_ptr<Transport> bottom,
                                    Time& time) {
  check(options);
  RateOptions rate = std::move(options.rate);
  if (rate.service.empty()) rate.service = options.service;
  if (options.authoriser) rate.account = options.authoriser->account();

  auto layers = std::move(bottom);
  if (options.log.sink)
    layers = std::make_unique<Logging>(std::move(layers), std::move(options.log));
  if (options.authoriser)
    layers = std::make_unique<Authorising>(std::move(layers), std::move(options.authoriser));
  layers = std::make_unique<RateLimiting>(std::move(layers), std::move(rate), time);
  layers = std::make_unique<Retrying>(std::move(layers), options.retry, time);
  return layers;
}

}  // namespace

Client::Client(ClientOptions options) : origin_(options.origin) {
  auto bottom = curl_for(options);
  if (!options.rate.turns)
    options.rate.turns =
        Turns::of(options.origin, options.rate.in_flight, options.rate.longest_wait);
  top_ = assemble(std::move(options), std::move(bottom), real_time());
}

Client::Client(ClientOptions options, std::unique_ptr<Transport> bottom, Time& time)
    : origin_(options.origin), top_(assemble(std::move(options), std::move(bottom), time)) {}

Client::~Client() = default;

Task<Response> Client::send(Request& request, Scope& scope) { return top_->send(request, scope); }

}  // namespace back::http
