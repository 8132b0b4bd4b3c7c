#include "world.hpp"

#include <gtest/gtest.h>

#include "http/client.hpp"
#include "okta/config/domain.hpp"
#include "okta/connection.hpp"
#include "okta_manifest.hpp"
#include "sdk/plugin.hpp"

namespace okta_test {
namespace {

World* opening = nullptr;  // whose connection is being opened

std::string target_of(const back::http::Request& request) {
  std::string target(request.path.text());
  if (!request.query.empty()) target += '?' + request.query.text();
  return target;
}

okta_emulator::Request as_received(const back::http::Request& request) {
  okta_emulator::Request received{
      std::string(back::http::name_of(request.method)), target_of(request), {}, request.body};
  received.headers.emplace_back("host", "back-demo.okta.com");
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

}  // namespace

back::loop::Task<back::http::Response> EmulatorTransport::send(const back::http::Request& request,
                                                               back::http::Scope&) {
  const bool cancelled = co_await back::loop::is_cancelled();
  if (cancelled) throw back::loop::Cancelled();
  if (look_) look_(back::http::name_of(request.method));
  const okta_emulator::Answer answer = organisation_.handle(as_received(request));
  if (answer.close) {
    throw back::http::NoResponse(back::http::NoResponse::Reason::lost, true,
                                 "The connection to Okta broke.");
  }
  co_return as_sent(answer);
}

back::loop::Task<> SharedTime::sleep_until(back::http::Clock::time_point when) {
  const bool cancelled = co_await back::loop::is_cancelled();
  if (cancelled) throw back::loop::Cancelled();
  const auto step = std::chrono::ceil<std::chrono::milliseconds>(when - now());
  if (step.count() <= 0) co_return;
  advance(step);
  clock_.advance(step);
}

struct Opener {
  static std::unique_ptr<back::sdk::Connection> open(const back::sdk::Opening& given) {
    back::http::ClientOptions options;
    auto domain = std::get<okta::Domain>(okta::Domain::read("back-demo"));
    options.origin = {domain.host()};
    options.service = "Okta";
    options.user_agent = "back-okta/test";
    const back::Secret token = given.take_secret("token");
    options.authoriser = std::make_unique<back::http::StaticHeader>("SSWS", token);
    auto bottom = std::make_unique<EmulatorTransport>(opening->organisation_, opening->on_request);
    auto client =
        std::make_unique<back::http::Client>(std::move(options), std::move(bottom), opening->time_);
    const auto flag = [&](std::string_view name) {
      const auto* value = given.configuration.if_contains(name);
      return value != nullptr && value->is_bool() && value->get_bool();
    };
    okta::Settings settings{
        std::move(domain),
        {flag("allow_administrators"), flag("rely_on_okta_to_protect_administrators")}};
    return std::make_unique<okta::Connection>(std::move(settings), std::move(client),
                                              opening->time_);
  }
  static constexpr back::sdk::Integration kIntegration{
      okta::manifest::kId, okta::manifest::kVersion, okta::manifest::kJson, &Opener::open};
};

const back_plugin& World::plugin() { return back::sdk::kPlugin<Opener::kIntegration>; }

World::World(std::string_view token, json::object more)
    : clock_(std::make_shared<okta_emulator::ManualClock>(
          *okta_emulator::parse_iso_time("2026-11-23T08:00:00.000Z"))),
      organisation_(okta_emulator::back_demo_seed(), clock_),
      time_(*clock_) {
  json::object configuration = std::move(more);
  configuration["domain"] = "back-demo";
  configuration["teams"] = json::array{"it"};
  for (const char* flag : {"allow_administrators", "rely_on_okta_to_protect_administrators"}) {
    if (!configuration.contains(flag)) configuration[flag] = false;
  }
  opening = this;
  Answer refused;
  connection_ = host_.open(plugin(), configuration, {{"token", std::string(token)}}, &refused);
  EXPECT_NE(connection_, nullptr) << refused.person << refused.operator_text;
}

World::~World() {
  if (connection_ != nullptr) plugin().close(connection_);
}

okta_emulator::User World::truth(std::string_view login) const {
  auto user = organisation_.user(login);
  EXPECT_TRUE(user) << login;
  return user ? *std::move(user) : okta_emulator::User{};
}

std::string World::path(std::string_view login, std::string_view rest) const {
  return "/api/v1/users/" + truth(login).id + std::string(rest);
}

json::object World::context(std::string_view requester_email) {
  auto context = back::testing::example_context();
  context["requester"] = {
      {"id", "requester"}, {"name", "The Requester"}, {"email", requester_email}};
  return context;
}

json::object World::usual_input(std::string_view action) {
  if (action == "clear_sessions") return {{"revoke_oauth_tokens", true}, {"forget_devices", false}};
  if (action == "activate") return {{"delivery", "mail"}};
  return {};
}

Answer World::run(back::testing::Asked asked) {
  for (const auto& [name, value] : more_context) asked.context[name] = value;
  const auto call = host_.prepare(asked);
  plugin().start(connection_, call->raw());
  Answer answer = call->wait();
  notes_ = call->notes();
  return answer;
}

Answer World::check() {
  auto context = back::testing::example_context();
  context["request"] = nullptr;
  context["requester"] = nullptr;
  return run({.kind = BACK_KIND_CHECK, .name = "", .input = {}, .context = std::move(context)});
}

Answer World::view(std::string_view requester_email) {
  return run({.kind = BACK_KIND_QUERY,
              .name = "requester",
              .input = {},
              .context = context(requester_email)});
}

Answer World::execute(std::string_view action, std::string_view requester_email,
                      json::object input) {
  return run({.kind = BACK_KIND_EXECUTE,
              .name = std::string(action),
              .input = std::move(input),
              .context = context(requester_email)});
}

Answer World::settle(std::string_view action, json::object input, json::value note,
                     std::string_view requester_email) {
  json::object interrupted{
      {"action", action}, {"input", std::move(input)}, {"note", std::move(note)}};
  return run({.kind = BACK_KIND_SETTLE,
              .name = "",
              .input = std::move(interrupted),
              .context = context(requester_email)});
}

std::vector<std::string> World::writes() const {
  std::vector<std::string> list;
  for (const auto& entry : organisation_.journal()) {
    if (entry.method != "GET") list.push_back(entry.method + ' ' + entry.target);
  }
  return list;
}

std::vector<std::string> World::applied_writes() const {
  std::vector<std::string> list;
  for (const auto& entry : organisation_.journal()) {
    if (entry.method != "GET" && entry.applied) list.push_back(entry.method + ' ' + entry.target);
  }
  return list;
}

void World::answer_with(std::string path, int status, std::string body, bool applied,
                        std::int64_t count, std::string method) {
  okta_emulator::Fault fault;
  fault.method = std::move(method);
  fault.path = std::move(path);
  fault.count = count;
  fault.effect = okta_emulator::Fault::Effect::answer;
  fault.answer.status = status;
  fault.answer.body = std::move(body);
  fault.applied = applied;
  organisation_.add_fault(std::move(fault));
}

void World::lose(std::string method, std::string path, bool applied, std::int64_t count,
                 std::int64_t skip) {
  using Effect = okta_emulator::Fault::Effect;
  okta_emulator::Fault fault;
  fault.method = std::move(method);
  fault.path = std::move(path);
  fault.count = count;
  fault.skip = skip;
  fault.effect = applied ? Effect::close_after : Effect::close_before;
  organisation_.add_fault(std::move(fault));
}

std::string World::error(std::string_view code) {
  return json::serialize(json::object{{"errorCode", code},
                                      {"errorSummary", "Something in Okta's words"},
                                      {"errorLink", code},
                                      {"errorId", "oaeTest"},
                                      {"errorCauses", json::array()}});
}

json::array as_array(const json::value& value) {
  return value.is_array() ? value.get_array() : json::array();
}

const json::object* find(const json::array& list, std::string_view id) {
  for (const auto& each : list) {
    if (each.at("id").as_string() == id) return &each.as_object();
  }
  return nullptr;
}

}  // namespace okta_test
