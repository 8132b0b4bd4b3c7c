// Beginning an action: the gate, the record of what is about to be done, the question to the plugin.
#include <algorithm>

#include "contract/outcome.hpp"
#include "core/answers.hpp"
#include "core/connections.hpp"
#include "core/crypto.hpp"
#include "core/form.hpp"
#include "core/refused.hpp"
#include "core/running.hpp"
#include "core/timeline.hpp"
#include "core/views.hpp"
#include "core/wall_clock.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

ChangeRecord new_change(const State& state, const Run& what, const Cleared& cleared) {
  ChangeRecord change;
  change.key = what.key.empty() ? random_name("k-") : what.key;
  change.organisation = cleared.context.organisation.id;
  change.connection = cleared.record->id;
  change.request = cleared.context.request->id;
  change.action = cleared.action->id;
  change.input = json::canonical(what.input);
  change.context = contract::to_text(cleared.context);
  change.correlation = random_name("");
  change.runner = state.lease.name();
  change.started_at = wall_clock_now();
  return change;
}

void require_key(const std::string& key) {
  const bool plain =
      std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (!plain || key.size() > 64)
    throw Refused("invalid_input", "An idempotency key has at most 64 visible ASCII characters.");
}

std::string actor_of(const ChangeRecord& change) {
  try {
    return contract::parse_context(change.context).actor.id;
  } catch (const std::exception&) {
    throw Refused("store", "What the host keeps of a change is damaged.");
  }
}

bool asks_the_same(const ChangeRecord& a, const ChangeRecord& b) {
  return a.connection == b.connection && a.request == b.request && a.action == b.action &&
         a.input == b.input && actor_of(a) == actor_of(b);
}

// How the earlier change of the same key ended.
Ran repeat(const State& state, const ChangeRecord& asked) {
  const auto earlier = state.store.change(asked.key);
  if (!earlier.has_value() || !asks_the_same(*earlier, asked))
    throw Refused("key_used",
                  "This idempotency key was used for something else; nothing was done.");
  if (!earlier->outcome.has_value())
    throw Refused("in_progress",
                  "The change of this idempotency key is still under way, or waits to be settled; "
                  "nothing was done again.");
  Ran ran;
  ran.repeated = true;
  ran.key = earlier->key;
  ran.correlation = earlier->correlation;
  for (const auto& kept : state.store.timeline(earlier->organisation, earlier->request))
    if (kept.key == earlier->key) ran.line = line_of(kept);
  ran.settled = ran.line.settled;
  ran.outcome = json::string_at(ran.line.outcome, "outcome").value_or("");
  return ran;
}

// A completion after the host stopped waiting is the truth all the same, if nobody has found it out
// meanwhile.
void record_late(State& state, const ChangeRecord& change, const Answer& answer) noexcept {
  try {
    const auto record = state.store.connection(change.connection);
    if (record == nullptr) return;
    auto outcome = output_of(answer, Shape::kOutcome, state.links.table(record->plugin));
    record_truth(state, change, {std::move(outcome), {}, false, false});
  } catch (const std::exception&) {
    // It stays pending, and will be read back.
  }
}

Question execute_question(State& state, const Run& what, const ChangePtr& kept,
                          std::vector<NamedSecret> secrets, std::chrono::milliseconds time) {
  const ChangeRecord& change = *kept;
  Question question;
  question.kind = BACK_KIND_EXECUTE;
  question.name = change.action;
  question.input = change.input;
  question.context = change.context;
  question.correlation = change.correlation;
  question.idempotency = change.key;
  question.secrets = std::move(secrets);
  question.time = what.time.count() > 0 ? what.time : time;
  question.grace = state.options.grace;
  question.keep_note = [&state, key = change.key](std::string note,
                                                  std::function<void(bool)> then) {
    state.scribe.write({key, std::move(note)}, std::move(then));
  };
  // A completion after the host stopped waiting is the truth all the same, if nobody has found it
  // out meanwhile.
  question.late = [desk = state.late.desk, &state, kept](Answer answer) {
    auto late = std::make_shared<Answer>(std::move(answer));
    desk->post([&state, kept, late] { record_late(state, *kept, *late); });
  };
  return question;
}

void require_confirmation(const Run& what, const Cleared& cleared,
                          const boost::json::object& view) {
  if (what.confirmed || !cleared.action->asks_first()) return;
  throw Refused("confirmation_needed", question_before(*cleared.action, view));
}

}  // namespace

std::variant<Asking, Ran> begin_action(State& state, Run what) {
  Cleared cleared = clear(state, what.actor, what.request, what.connection, what.action);
  what.input = filled_input(*cleared.plugin, *cleared.action, std::move(what.input), what.secrets);
  require_key(what.key);
  const auto view = last_view(state, cleared.context, cleared.record->id);
  require_confirmation(what, cleared, view);
  cleared.context.seen = std::move(what.seen);
  if (const auto* seen = json::object_at(view, "seen"); seen != nullptr && !cleared.context.seen)
    cleared.context.seen = *seen;
  const auto change = std::make_shared<const ChangeRecord>(new_change(state, what, cleared));
  if (!what.key.empty() && state.store.change(change->key).has_value())
    return repeat(state, *change);
  OpenPtr open = open_saved(state, *cleared.record);
  if (!state.store.begin(change)) return repeat(state, *change);
  auto question = execute_question(state, what, change, std::move(what.secrets),
                                   call_time(state, *cleared.plugin, cleared.action));
  return Asking{{std::move(cleared), change, std::move(open)}, std::move(question)};
}

}  // namespace back::host
