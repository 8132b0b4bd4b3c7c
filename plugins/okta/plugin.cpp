// The whole plugin, wired: from a configuration to an open connection.
#include <memory>
#include <utility>
#include <variant>

#include "http/client.hpp"
#include "json/strict_json.hpp"
#include "okta/change/read_back.hpp"
#include "okta/config/domain.hpp"
#include "okta/config/token.hpp"
#include "okta/connection.hpp"
#include "okta_manifest.hpp"
#include "sdk/failure.hpp"
#include "sdk/plugin.hpp"

namespace okta {
namespace {

using back::sdk::Failure;
using back::sdk::Opening;

Failure wrong(std::string_view pointer, const std::string& sentence) {
  Failure failure(BACK_INVALID_CONFIGURATION, sentence);
  failure.with_details({{"pointer", pointer}});
  return failure;
}

Settings settings_in(const boost::json::object& configuration) {
  auto domain = Domain::read(back::json::string_at(configuration, "domain").value_or(""));
  if (const auto* refusal = std::get_if<Refusal>(&domain))
    throw wrong("/domain", refusal->sentence);
  const auto flag = [&](std::string_view name) {
    return back::json::bool_at(configuration, name).value_or(false);
  };
  return {std::get<Domain>(std::move(domain)),
          {flag("allow_administrators"), flag("rely_on_okta_to_protect_administrators"),
           flag("allow_removing_from_rule_groups")}};
}

back::Secret token_in(const Opening& opening) {
  back::Secret token = opening.take_secret("token");
  if (const auto refusal = wrong_token(token.reveal())) throw wrong("/token", refusal->sentence);
  return token;
}

back::http::NetworkPolicy policy_of(const back::sdk::Host& host) {
  if (const auto problem = back::http::environment_problem())
    throw Failure(BACK_UNAVAILABLE, *problem);
  auto policy = back::http::NetworkPolicy::from(host.network());
  if (const auto problem = policy.problem()) throw Failure(BACK_UNAVAILABLE, *problem);
  return policy;
}

// One line per request, at debug level; never a header, a body or a searched name.
back::http::LogOptions log_to(const back::sdk::Host& host) {
  back::http::LogOptions options;
  if (!host.keeps_log(BACK_LOG_DEBUG)) return options;
  options.request_id_header = "X-Okta-Request-Id";
  options.logged_queries = {"limit", "sendEmail", "oauthTokens", "forgetDevices"};
  options.sink = [host](const back::http::LogEntry& entry) {
    boost::json::object fields{{"method", back::http::name_of(entry.method)},
                               {"target", entry.target},
                               {"duration_us", entry.duration.count()},
                               {"attempt", entry.attempt},
                               {"correlation", entry.correlation}};
    if (entry.status) fields["status"] = *entry.status;
    if (entry.reason) fields["no_answer"] = back::http::name_of(*entry.reason);
    if (!entry.request_id.empty()) fields["request_id"] = entry.request_id;
    host.log(BACK_LOG_DEBUG, "Request to Okta", fields);
  };
  return options;
}

std::unique_ptr<back::sdk::Connection> open(const Opening& opening) {
  Settings settings = settings_in(opening.configuration);
  const back::Secret token = token_in(opening);

  back::http::ClientOptions options;
  options.origin = {settings.domain.host()};
  options.service = "Okta";
  options.user_agent = "back-okta/" + std::string(manifest::kVersion);
  options.authoriser = std::make_unique<back::http::StaticHeader>("SSWS", token);
  options.network = policy_of(opening.host);
  options.log = log_to(opening.host);
  options.attempt_timeout = kAttemptTimeout;
  options.rate.in_flight = static_cast<std::size_t>(opening.manifest.limits.requests_in_flight);
  auto client = std::make_unique<back::http::Client>(std::move(options));
  return std::make_unique<Connection>(std::move(settings), std::move(client),
                                      back::http::real_time(), opening.manifest);
}

constexpr back::sdk::Integration kOkta{manifest::kId, manifest::kVersion, manifest::kJson, &open};

}  // namespace
}  // namespace okta

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  return &back::sdk::kPlugin<okta::kOkta>;
}
