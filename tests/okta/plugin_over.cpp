#include "plugin_over.hpp"

#include <gtest/gtest.h>

#include "http/client.hpp"
#include "okta/config/domain.hpp"
#include "okta/connection.hpp"
#include "okta_manifest.hpp"
#include "sdk/plugin.hpp"

namespace okta_test {
namespace {

// What the connection that is being opened stands on.
struct Ground {
  std::unique_ptr<back::http::Transport> bottom;
  back::http::Time* time = nullptr;
};
thread_local Ground ground;

std::string target_of(const back::http::Request& request) {
  std::string target(request.path.text());
  if (!request.query.empty()) target += '?' + request.query.text();
  return target;
}

std::unique_ptr<back::sdk::Connection> open(const back::sdk::Opening& given) {
  back::http::ClientOptions options;
  auto domain = std::get<okta::Domain>(okta::Domain::read("back-demo"));
  options.origin = {domain.host()};
  options.service = "Okta";
  options.user_agent = "back-okta/test";
  const back::Secret token = given.take_secret("token");
  options.authoriser = std::make_unique<back::http::StaticHeader>("SSWS", token);
  auto client = std::make_unique<back::http::Client>(std::move(options), std::move(ground.bottom),
                                                     *ground.time);
  const auto flag = [&](std::string_view name) {
    const auto* value = given.configuration.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
  };
  okta::Settings settings{
      std::move(domain),
      {flag("allow_administrators"), flag("rely_on_okta_to_protect_administrators"),
       flag("allow_removing_from_rule_groups")}};
  return std::make_unique<okta::Connection>(std::move(settings), std::move(client), *ground.time,
                                            given.manifest);
}

constexpr back::sdk::Integration kIntegration{okta::manifest::kId, okta::manifest::kVersion,
                                              okta::manifest::kJson, &open};

}  // namespace

const back_plugin& plugin_under_test() { return back::sdk::kPlugin<kIntegration>; }

back_connection* open_over(std::unique_ptr<back::http::Transport> bottom, back::http::Time& time,
                           back::testing::FakeHost& host, std::string_view token,
                           boost::json::object more) {
  boost::json::object configuration = std::move(more);
  configuration["domain"] = "back-demo";
  configuration["teams"] = boost::json::array{"it"};
  for (const char* flag : {"allow_administrators", "rely_on_okta_to_protect_administrators",
                           "allow_removing_from_rule_groups"}) {
    if (!configuration.contains(flag)) configuration[flag] = false;
  }
  ground = {std::move(bottom), &time};
  back::testing::Answer refused;
  back_connection* connection =
      host.open(plugin_under_test(), configuration, {{"token", std::string(token)}}, &refused);
  EXPECT_NE(connection, nullptr) << refused.person << refused.operator_text;
  return connection;
}

okta_emulator::Request as_received(const back::http::Request& request) {
  okta_emulator::Request received{
      std::string(back::http::name_of(request.method)), target_of(request), {}, request.body};
  received.headers.emplace_back("host", "back-demo.okta.com");
  received.headers.emplace_back("user-agent", "back-okta/test");
  received.headers.emplace_back("content-length", std::to_string(request.body.size()));
  if (request.authorization) {
    const std::string_view line = request.authorization->reveal();
    const std::size_t colon = line.find(": ");
    received.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return received;
}

back::http::Response as_sent(const okta_emulator::Answer& answer) {
  back::http::Response response;
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.headers.add(name, value);
  response.body = answer.body;
  return response;
}

}  // namespace okta_test
