#include "recording_replay.hpp"

#include <stdexcept>

#include "okta_emulator/editions.hpp"
#include "okta_emulator/target.hpp"

namespace emulator_test {
namespace {

using namespace std::chrono_literals;

const json::object& object_or_none(const json::object& row, std::string_view name) {
  static const json::object kNone;
  const json::value* value = row.if_contains(name);
  return value == nullptr ? kNone : value->as_object();
}

bool is_id(std::string_view text, std::string_view prefix) {
  return text.size() == 20 && text.starts_with(prefix);
}

// The segment after that one: the id of a user after "users".
std::string after(const std::string& target, std::string_view word) {
  const auto parsed = okta_emulator::parse_target(target);
  const auto& segments = parsed->segments;
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    if (segments[i] == word) return segments[i + 1];
  }
  return {};
}

// Somebody called Pat, with the login the request names if it names one; `given` is laid over it.
json::object subject(const std::string& key, const json::object& given) {
  json::object user = person("pat");
  json::object& profile = user["profile"].as_object();
  if (key.find('@') != std::string::npos) profile["login"] = profile["email"] = key;
  for (const auto& [name, value] : given) {
    if (name != "profile") user[name] = value;
  }
  for (const auto& [name, value] : object_or_none(given, "profile")) profile[name] = value;
  return user;
}

// A plan by its name, or one limit for everything.
json::object rate_limits(const json::value& plan) {
  json::object limits{{"enforced", true}};
  if (plan.is_string()) {
    limits["plan"] = plan;
  } else {
    limits["buckets"] = json::array{json::object{{"path", "**"}, {"limit", plan}}};
  }
  return limits;
}

json::object seed_for(const Recording& recording, const json::object& row,
                      const json::object& plans) {
  const auto& edition = okta_emulator::edition_on(okta_emulator::iso_time(recording.date));
  json::object seed = empty_seed();
  seed["organisation"].as_object()["edition"] = edition.name;
  const json::value* plan = row.if_contains("plan");
  seed["rate_limits"] = rate_limits(plan == nullptr ? plans.at(edition.name) : *plan);
  for (const char* part : {"groups", "rules", "apps"}) {
    if (const json::value* given = row.if_contains(part)) seed[part] = *given;
  }
  if (const json::value* users = row.if_contains("users")) {
    for (const json::value& user : users->as_array()) seed["users"].as_array().push_back(user);
  }
  for (const auto& [name, value] : object_or_none(row, "owner")) {
    seed["users"].as_array().at(0).as_object()[name] = value;
  }
  if (const json::value* user = row.if_contains("user")) {
    seed["users"].as_array().push_back(
        subject(after(recording.target, "users"), user->as_object()));
  }
  return seed;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string text_of_body(const json::value* body) {
  return body == nullptr || body->is_null() ? std::string() : json::serialize(*body);
}

}  // namespace

bool kept_one_line_of_each_header(const Recording& recording, const json::object& table) {
  const json::value* recorders = table.if_contains("recorders");
  if (recorders == nullptr) return false;
  const std::string day = okta_emulator::iso_time(recording.date).substr(0, 10);
  for (const json::value& each : recorders->as_array()) {
    if (each.at("repo").as_string() == recording.repository && day < each.at("before").as_string())
      return true;
  }
  return false;
}

Replay::Replay(const Recording& recording, const json::object& row, const json::object& table)
    : recording_(recording),
      row_(row),
      table_(table),
      company_(seed_for(recording, row, object_or_none(table, "plans"))) {
  company_.clock->set(recording.date - 30s);
  name_what_the_seed_made();
  if (const json::value* steps = row.if_contains("before")) {
    const json::object& known = object_or_none(table, "steps");
    for (const json::value& step : steps->as_array()) {
      prepare(step.is_string() ? known.at(step.get_string()).as_object() : step.as_object());
    }
  }
  company_.clock->set(recording.date);
  if (const json::value* token = row.if_contains("token")) company_.token = token->as_string();
}

void Replay::name_what_the_seed_made() {
  company_.organisation.read([&](const okta_emulator::State& state) {
    for (const auto& [id, user] : state.users()) {
      if (row_.contains("user") && user.text("firstName") == "pat") ids_["user"] = id;
    }
    if (!state.groups().empty()) ids_["group"] = state.groups().begin()->first;
    if (!state.apps.empty()) ids_["app"] = state.apps.begin()->first;
  });
}

// {"send": "POST /api/v1/users/{user}/lifecycle/suspend", "body": …, "names": "factor"}.
void Replay::prepare(const json::object& step) {
  const std::string line(step.at("send").as_string());
  const auto space = line.find(' ');
  const Answer answer = company_.send(line.substr(0, space), filled(line.substr(space + 1)),
                                      filled(text_of_body(step.if_contains("body"))));
  if (answer.status >= 300) throw std::runtime_error(line + " was refused: " + answer.body);
  const json::value* name = step.if_contains("names");
  if (name == nullptr) return;
  std::string& id = ids_[std::string(name->as_string())];
  if (name->as_string() != "cursor") {
    id = body_of(answer).at("id").as_string();
    return;
  }
  for (const auto& [header_name, value] : answer.headers) {
    if (header_name != "link" || value.find("rel=\"next\"") == std::string::npos) continue;
    id = value.substr(value.find("after=") + 6);
    id.erase(id.find_first_of("&>"));
  }
}

std::string Replay::filled(std::string text) const {
  for (const auto& [name, id] : ids_) replace_all(text, '{' + name + '}', id);
  return text;
}

std::string Replay::recorded_id(std::string_view name) const {
  if (name == "cursor") {
    const auto parsed = okta_emulator::parse_target(recording_.target);
    return std::string(parsed->parameter("after").value_or(""));
  }
  const std::string key = after(recording_.target, std::string(name) + 's');
  return is_id(key, "") ? key : std::string();  // a login stays as it is
}

std::string Replay::with_our_ids(std::string text) const {
  for (const auto& [name, id] : ids_) {
    if (const std::string theirs = recorded_id(name); !theirs.empty())
      replace_all(text, theirs, id);
  }
  return text;
}

// The answer as the program that recorded would have kept it.
void Replay::lose_what_the_recorder_lost(Answer& answer) const {
  if (!kept_one_line_of_each_header(recording_, table_)) return;
  okta_emulator::Headers kept;
  for (auto line = answer.headers.rbegin(); line != answer.headers.rend(); ++line) {
    if (okta_emulator::header(kept, line->first).empty()) kept.push_back(std::move(*line));
  }
  answer.headers = std::move(kept);
}

// For answers that say that there were too many requests.
void Replay::meet_the_limit() {
  const json::value* kind = row_.if_contains("limited");
  if (kind == nullptr) return;
  if (kind->as_string() == "concurrency") {
    okta_emulator::Fault fault;
    fault.effect = okta_emulator::Fault::Effect::concurrency_limit;
    company_.organisation.add_fault(std::move(fault));
    return;
  }
  company_.clock->set(recording_.date - 30s);
  const auto limit = std::stol(recording_.header("x-rate-limit-limit").at(0));
  const std::string at(row_.at("at").as_string());
  for (long sent = 0; sent < limit; ++sent) company_.get(at);
  company_.clock->set(recording_.date);
}

Answer Replay::send() {
  meet_the_limit();
  std::string target = with_our_ids(recording_.target);
  if (const json::value* at = row_.if_contains("at")) target = at->as_string();
  const json::value* body = row_.if_contains("body");
  if (body == nullptr) body = &recording_.request_body;
  const bool sends = recording_.method == "POST" || recording_.method == "PUT";
  okta_emulator::Headers headers;
  for (const auto& [name, value] : recording_.request_headers) {
    const std::string text(value.as_string());
    // A credential of another scheme is sent as it was; the token stands for the recorded one.
    if (name == "authorization" && text.starts_with("SSWS")) continue;
    if (name == "authorization") company_.token.clear();
    headers.emplace_back(name, text);
  }
  return company_.send(recording_.method, target, sends ? filled(text_of_body(body)) : "",
                       std::move(headers));
}

Differences Replay::differences() {
  Answer answer = send();
  lose_what_the_recorder_lost(answer);
  Differences found;
  if (answer.status != recording_.status) {
    found.push_back("status: recorded " + std::to_string(recording_.status) + ", answered " +
                    std::to_string(answer.status));
  }
  const json::value recorded = json::parse(with_our_ids(json::serialize(recording_.response_body)));
  const json::value answered = answer.body.empty() ? json::value() : body_of(answer);
  for (std::string& line : body_differences(recorded, answered)) found.push_back(std::move(line));
  for (std::string& line : header_differences(recording_, answer)) {
    found.push_back(std::move(line));
  }
  return found;
}

}  // namespace emulator_test
