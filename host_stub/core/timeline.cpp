#include "core/timeline.hpp"

#include "core/refused.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::size_t kLongestLine = std::size_t{64} << 20;
constexpr std::size_t kDeepestLine = 64;

std::string text_at(const boost::json::object& object, std::string_view key) {
  return std::string(json::string_at(object, key).value_or(""));
}

// On whom: what the outcome says, or else the account that was picked, or the requester's address.
std::string account_of(const boost::json::object& outcome, const contract::Context& context) {
  if (const auto* account = json::object_at(outcome, "account")) return text_at(*account, "login");
  if (!context.account.empty()) return context.account;
  return context.requester.has_value() ? context.requester->email : "";
}

TimelineRecord record_of(const ChangeRecord& change, const TimelineLine& line) {
  return {change.key, change.organisation, change.request, line.at, to_text(line)};
}

}  // namespace

TimelineLine line_of(const TimelineRecord& record) {
  TimelineLine line;
  try {
    const auto kept = json::parse(record.line, {kLongestLine, kDeepestLine});
    const auto& object = kept.as_object();
    for (const auto& [name, member] : kTimelineTexts) line.*member = text_at(object, name);
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

TimelineLine line_of(const State& state, const ChangeRecord& change,
                     const contract::Context& context, const std::string& plugin, Truth truth) {
  TimelineLine line{.at = change.started_at,
                    .key = change.key,
                    .request = change.request,
                    .connection = change.connection,
                    .plugin = plugin,
                    .integration = plugin,
                    .action = change.action,
                    .action_title = change.action,
                    .actor = context.actor.id,
                    .actor_name = context.actor.name,
                    .requester = context.requester.has_value() ? context.requester->email : "",
                    .account = account_of(truth.outcome, context),
                    .correlation = change.correlation,
                    .pending = truth.pending,
                    .settled = truth.settled,
                    .outcome = std::move(truth.outcome)};
  if (const PluginPtr loaded = state.links.plugin(plugin)) {
    line.integration = loaded->manifest.title;
    if (const auto* action = loaded->manifest.action(change.action))
      line.action_title = action->title;
  }
  return line;
}

void write_down(State& state, const ChangeRecord& change, TimelineLine& line) {
  TimelineRecord record = record_of(change, line);
  if (line.pending) return state.store.postpone(change.key, record);
  const bool ours =
      state.store.end(change.key, text_at(line.outcome, "outcome"), std::move(record));
  state.store.forget_seen(change.request, change.connection);
  if (ours) return;
  for (const auto& kept : state.store.timeline(change.organisation, change.request))
    if (kept.key == change.key) line = line_of(kept);
}

TimelineLine record_truth(State& state, const ChangeRecord& change, Truth truth) {
  const auto context = contract::parse_context(change.context);
  const auto connection = state.store.connection(change.connection);
  const std::string plugin = connection != nullptr ? connection->plugin : "";
  TimelineLine line = line_of(state, change, context, plugin, std::move(truth));
  write_down(state, change, line);
  return line;
}

}  // namespace back::host
