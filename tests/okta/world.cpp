#include "world.hpp"

#include <gtest/gtest.h>

#include "okta/actions/action.hpp"

namespace okta_test {
back::loop::Task<back::http::Response> EmulatorTransport::send(back::http::Request& request,
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
  ++sleeps_;
  pass(step);
  co_await back::loop::sleep_until(back::loop::Clock::now());  // what waits meanwhile has its turn
}

void SharedTime::pass(std::chrono::milliseconds step) {
  advance(step);
  clock_.advance(step);
}

std::vector<std::string_view> World::actions() {
  std::vector<std::string_view> ids;
  for (const okta::Action* action : okta::actions()) ids.push_back(action->id());
  return ids;
}

std::vector<std::string_view> World::account_actions() {
  std::vector<std::string_view> ids;
  for (const okta::Action* action : okta::actions())
    if (action->memberships == nullptr) ids.push_back(action->id());
  return ids;
}

const back_plugin& World::plugin() { return plugin_under_test(); }

World::World(std::string_view token, json::object more)
    : clock_(std::make_shared<okta_emulator::ManualClock>(
          *okta_emulator::parse_iso_time("2026-11-23T08:00:00.000Z"))),
      organisation_(okta_emulator::back_demo_seed(), clock_),
      time_(*clock_) {
  connection_ = open_over(std::make_unique<EmulatorTransport>(organisation_, on_request), time_,
                          host_, token, std::move(more));
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
  if (action == "activate" || action == "reactivate") return {{"delivery", "mail"}};
  if (action == "reset_password") return {{"delivery", "mail"}, {"revoke_sessions", false}};
  if (action == "reset_factor") return {{"factor", "okta_verify"}};
  if (action == "temporary_password") return {{"revoke_sessions", false}};
  if (action == "add_groups" || action == "remove_groups")
    return {{"groups", json::array{"00gbd3mH3UqtmaFCr5d7"}}};  // On Call
  if (action == "assign_apps" || action == "unassign_apps")
    return {{"apps", json::array{"0oabd2nikOgR8QnGE5d7"}}};  // AWS
  if (action == "copy_groups" || action == "copy_apps")
    return {{"colleague", "00ubdbHT9pPj2pNI85d7"}};  // Dana
  return {};
}

Answer World::run(back::testing::Asked asked) {
  // The deadline is counted from now, and now is the fake clock's.
  using std::chrono::milliseconds;
  const auto ahead = time_.now() - back::http::Clock::now();
  asked.deadline_ms += static_cast<int>(std::chrono::ceil<milliseconds>(ahead).count());
  for (const auto& [name, value] : more_context) asked.context[name] = value;
  const auto call = host_.prepare(asked);
  plugin().start(connection_, call->raw());
  Answer answer = call->wait();
  notes_ = call->notes();
  progress_ = call->progress();
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
              .context = context(requester_email),
              .deadline_ms = kUsualDeadline});
}

Answer World::settle(std::string_view action, json::object input, json::value note,
                     std::string_view requester_email) {
  json::object interrupted{
      {"action", action}, {"input", std::move(input)}, {"note", std::move(note)}};
  return run({.kind = BACK_KIND_SETTLE,
              .name = "",
              .input = std::move(interrupted),
              .context = context(requester_email),
              .deadline_ms = kUsualDeadline});
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
