#include "core/settling.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <condition_variable>
#include <mutex>

#include "contract/status.hpp"
#include "core/answers.hpp"
#include "core/connections.hpp"
#include "core/refused.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::int64_t kMostAttempts = 50;  // over the whole life of a change
constexpr std::size_t kUsualLine = 8192;    // of the timeline, as JSON values

boost::json::value parsed(const std::string& text) {
  return json::parse(text, {std::size_t{64} << 20, 64});
}

Question settle_question(const State& state, const ChangeRecord& change) {
  boost::json::object input{{"action", change.action}, {"input", parsed(change.input)}};
  if (change.note.has_value())
    input["note"] = parsed(*change.note);
  else
    input["note"] = nullptr;
  Question question;
  question.kind = BACK_KIND_SETTLE;
  question.input = json::canonical(input);
  question.context = change.context;
  question.correlation = change.correlation;
  question.time = state.options.settle_time;
  question.grace = state.options.grace;
  return question;
}

struct Attempt {
  std::optional<boost::json::object> outcome;
  std::string code;
  std::string sentence;
  bool may_pass = false;  // trying again at once may help
};

bool may_pass_by_itself(const Refused& refused) {
  return refused.code() == contract::status_name(BACK_UNAVAILABLE) ||
         refused.code() == contract::status_name(BACK_UPSTREAM_ERROR);
}

Attempt attempt(State& state, const ChangeRecord& change, const Progress& progress,
                const std::stop_token& stop) {
  const auto record = state.store.connection(change.connection);
  if (!record.has_value())
    return {std::nullopt, "disconnected", "The connection has been removed.", false};
  try {
    const OpenPtr open = open_saved(state, *record);
    const Answer answer = ask(state, *open, settle_question(state, change), progress, stop);
    auto outcome = output_of(answer, Shape::kOutcome, open->stage().table);
    note_health(state, *record, "", "");
    return {std::move(outcome), "", "", false};
  } catch (const Refused& refused) {
    note_health(state, *record, refused.code(), refused.sentence());
    return {std::nullopt, refused.code(), refused.sentence(), may_pass_by_itself(refused)};
  } catch (const json::JsonError&) {
    return {std::nullopt, "store", "What was kept of the change is damaged.", false};
  }
}

void pause(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, time, [] { return false; });
}

std::string text_at(const boost::json::object& object, const char* key) {
  return std::string(json::string_at(object, key).value_or(""));
}

}  // namespace

boost::json::object own_outcome(const char* outcome, const std::string& code,
                                const std::string& summary) {
  return {{"outcome", outcome},
          {"changed", false},
          {"code", code},
          {"summary", summary},
          {"before", boost::json::array()},
          {"after", boost::json::array()},
          {"request_ids", boost::json::array()}};
}

Truth settle(State& state, const ChangeRecord& change, const Progress& progress,
             const std::stop_token& stop) {
  // No note, nothing sent: that is what a note is for.
  if (!change.note.has_value())
    return {own_outcome("failed", "interrupted",
                        "Interrupted before anything was sent: nothing was changed."),
            {},
            true,
            false};
  Attempt last;
  for (int i = 0; i < state.options.settle_attempts; ++i) {
    last = attempt(state, change, progress, stop);
    if (last.outcome.has_value()) return {std::move(*last.outcome), {}, true, false};
    if (!last.may_pass || i + 1 == state.options.settle_attempts || stop.stop_requested()) break;
    pause(state.options.settle_pause * (1 << std::min(i, 6)), stop);
  }
  auto outcome = own_outcome("unknown", "lost_answer",
                             "Interrupted, and it could not be read back how it ended.");
  outcome["changed"] = nullptr;
  outcome["evidence"] =
      "It was about to be sent when it was interrupted. Reading back failed: " + last.sentence;
  const bool for_good = last.code == "disconnected" || change.settle_attempts + 1 >= kMostAttempts;
  return {std::move(outcome), {}, false, !for_good};
}

TimelineLine line_of(const TimelineRecord& record) {
  TimelineLine line;
  try {
    const auto kept = parsed(record.line);
    const auto& object = kept.as_object();
    line.connection = text_at(object, "connection");
    line.plugin = text_at(object, "plugin");
    line.integration = text_at(object, "integration");
    line.action = text_at(object, "action");
    line.action_title = text_at(object, "action_title");
    line.actor = text_at(object, "actor");
    line.actor_name = text_at(object, "actor_name");
    line.requester = text_at(object, "requester");
    line.account = text_at(object, "account");
    line.correlation = text_at(object, "correlation");
    line.pending = json::bool_at(object, "pending").value_or(false);
    line.settled = json::bool_at(object, "settled").value_or(false);
    if (const auto* outcome = json::object_at(object, "outcome")) line.outcome = *outcome;
  } catch (const std::exception&) {
    throw Refused("store", "What the host keeps of a timeline is damaged.");
  }
  line.at = record.at;
  line.key = record.key;
  line.request = record.request;
  return line;
}

namespace {

// On whom: what the outcome says, or else the account that was picked, or the requester's address.
std::string account_of(const boost::json::object& outcome, const contract::Context& context) {
  if (const auto* account = json::object_at(outcome, "account")) return text_at(*account, "login");
  if (!context.account.empty()) return context.account;
  return context.requester.has_value() ? context.requester->email : "";
}

}  // namespace

TimelineLine line_of(const State& state, const ChangeRecord& change,
                     const contract::Context& context, const std::string& plugin, Truth truth) {
  TimelineLine line;
  line.at = change.started_at;
  line.key = change.key;
  line.request = change.request;
  line.connection = change.connection;
  line.action = line.action_title = change.action;
  line.plugin = line.integration = plugin;
  if (const PluginPtr loaded = state.links.plugin(plugin)) {
    line.integration = loaded->manifest.title;
    if (const auto* action = loaded->manifest.action(change.action))
      line.action_title = action->title;
  }
  line.actor = context.actor.id;
  line.actor_name = context.actor.name;
  if (context.requester.has_value()) line.requester = context.requester->email;
  line.account = account_of(truth.outcome, context);
  line.correlation = change.correlation;
  line.pending = truth.pending;
  line.settled = truth.settled;
  line.outcome = std::move(truth.outcome);
  return line;
}

namespace {

TimelineRecord record_of(const ChangeRecord& change, const TimelineLine& line) {
  std::array<unsigned char, kUsualLine> room;  // left as it is: writing it would cost
  boost::json::monotonic_resource memory(room.data(), room.size());
  return {change.key, change.organisation, change.request, line.at,
          json::canonical(to_json(line, &memory))};
}

}  // namespace

void write_down(State& state, const ChangeRecord& change, TimelineLine& line) {
  const TimelineRecord record = record_of(change, line);
  if (line.pending) return state.store.postpone(change.key, record);
  const bool ours = state.store.end(change.key, text_at(line.outcome, "outcome"), record);
  state.store.forget_seen(change.request, change.connection);
  if (ours) return;
  for (const auto& kept : state.store.timeline(change.organisation, change.request))
    if (kept.key == change.key) line = line_of(kept);
}

TimelineLine record_truth(State& state, const ChangeRecord& change, Truth truth) {
  const auto context = contract::parse_context(change.context);
  const auto connection = state.store.connection(change.connection);
  const std::string plugin = connection.has_value() ? connection->plugin : "";
  TimelineLine line = line_of(state, change, context, plugin, std::move(truth));
  write_down(state, change, line);
  return line;
}

}  // namespace back::host
