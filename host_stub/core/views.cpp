#include "core/views.hpp"

#include <algorithm>

#include "core/answers.hpp"
#include "core/awaited.hpp"
#include "core/connections.hpp"
#include "core/crypto.hpp"
#include "core/people.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/wall_clock.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::size_t kLongestText = 200;

Question query(const State& state, const Plugin& plugin, const std::string& name,
               const boost::json::object& input, const contract::Context& context) {
  Question question;
  question.kind = BACK_KIND_QUERY;
  question.name = name;
  question.input = json::canonical(input);
  question.context = contract::to_text(context);
  question.correlation = random_name("");
  question.time = call_time(state, plugin);
  question.grace = state.options.grace;
  return question;
}

// A view that is being read.
struct Reading {
  ConnectionRecord record;
  contract::Context context;
  RequesterView result;
  AwaitedPtr call;
  HostTable* table = nullptr;
  std::string correlation;
};

enum class Picks { kApply, kIgnore };

// What of the view is read, over which connections: all of it, or one section of those that have it.
struct Wanted {
  std::string section;
  Picks picks = Picks::kApply;

  boost::json::object input() const {
    return section.empty() ? boost::json::object() : boost::json::object{{"section", section}};
  }
};

bool has_section(const State& state, const ConnectionRecord& record, const std::string& section) {
  const PluginPtr plugin = state.links.plugin(record.plugin);
  const auto* found = plugin == nullptr ? nullptr : plugin->manifest.section(section);
  return found != nullptr && found->on_demand;
}

Reading begin_reading(State& state, ConnectionRecord record, contract::Context context,
                      const Wanted& wanted) {
  Reading reading{std::move(record), std::move(context), {}, nullptr, nullptr, {}};
  RequesterView& result = reading.result;
  result.connection = reading.record.id;
  result.plugin = reading.record.plugin;
  result.title = result.plugin;
  if (wanted.picks == Picks::kApply)
    result.picked = apply_pick(state, reading.record, reading.context);
  try {
    if (const PluginPtr plugin = state.links.plugin(result.plugin))
      result.title = plugin->manifest.title;
    const OpenPtr open = open_saved(state, reading.record);
    Question question =
        query(state, *open->stage().plugin, "requester", wanted.input(), reading.context);
    reading.correlation = question.correlation;
    reading.table = &open->stage().table;
    reading.call = begin_awaited(*open, std::move(question));
  } catch (const Refused& refused) {
    result.code = refused.code();
    result.sentence = refused.sentence();
  }
  return reading;
}

// Only what the manifest knows may be offered.
void drop_unknown_actions(const contract::Manifest& manifest, boost::json::object& view,
                          const HostTable& table) {
  boost::json::array known;
  for (const auto& action : view.at("actions").as_array()) {
    const auto id = json::string_at(action.as_object(), "id").value_or("");
    if (manifest.action(id) != nullptr)
      known.push_back(action);
    else
      table.log(Level::kPluginMisbehaves,
                "The plugin offers an action that its manifest does not have.", {{"action", id}});
  }
  view["actions"] = std::move(known);
}

void remember(State& state, const Reading& reading) {
  boost::json::object kept;
  for (const char* member : {"seen", "account", "actions"})
    if (const auto* value = reading.result.view.if_contains(member)) kept[member] = *value;
  state.store.saw({reading.context.actor.id, reading.context.request->id, reading.record.id,
                   json::canonical(kept), wall_clock_now()});
}

void end_reading(State& state, Reading& reading, const Wanted& wanted, const Progress& progress) {
  if (reading.call == nullptr) return;
  RequesterView& result = reading.result;
  try {
    const Answer answer = reading.call->wait(progress);
    log_call(state, result.plugin, "requester", reading.correlation, answer);
    result.view = output_of(answer, Shape::kRequester, *reading.table);
    drop_unknown_actions(state.links.plugin(result.plugin)->manifest, result.view, *reading.table);
    if (wanted.section.empty()) remember(state, reading);
  } catch (const Refused& refused) {
    result.code = refused.code();
    result.sentence = refused.sentence();
  }
  note_health(state, reading.record, result.code, result.sentence);
}

// All connections are asked at once.
std::vector<Reading> read_all(State& state, std::vector<ConnectionRecord> records,
                              const contract::Context& context, const Progress& progress,
                              const std::stop_token& stop, const Wanted& wanted = {}) {
  std::vector<Reading> readings;
  readings.reserve(records.size());
  for (auto& record : records)
    readings.push_back(begin_reading(state, std::move(record), context, wanted));
  const std::stop_callback cancel(stop, [&] {
    for (const auto& reading : readings)
      if (reading.call != nullptr) reading.call->cancel();
  });
  for (auto& reading : readings) end_reading(state, reading, wanted, progress);
  return readings;
}

ActionOffer offer_of(const RequesterView& view, const contract::Action& action,
                     const boost::json::object& offered) {
  ActionOffer offer{
      view.connection,     view.title, action.id, action.title, action.description, action.effect,
      action.confirmation, false,      {}};
  offer.enabled = json::bool_at(offered, "enabled").value_or(false);
  if (const auto more = json::string_at(offered, "confirmation"))
    offer.confirmation += (offer.confirmation.empty() ? "" : " ") + std::string(*more);
  if (const auto* reason = json::object_at(offered, "reason")) {
    offer.reason = json::string_at(*reason, "sentence").value_or("");
    if (const auto remedy = json::string_at(*reason, "remedy"))
      offer.reason += " " + std::string(*remedy);
  }
  return offer;
}

// The account of that id among those the view has found.
const boost::json::object* account_in(const boost::json::object& view, const std::string& id) {
  const auto is_it = [&](const boost::json::object* account) {
    return account != nullptr && json::string_at(*account, "id") == id;
  };
  if (const auto* account = json::object_at(view, "account"); is_it(account)) return account;
  if (const auto* candidates = json::array_at(view, "candidates"))
    for (const auto& candidate : *candidates)
      if (is_it(&candidate.as_object())) return &candidate.as_object();
  return nullptr;
}

}  // namespace

std::optional<Pick> apply_pick(const State& state, const ConnectionRecord& record,
                               contract::Context& context) {
  auto picked = state.store.picked(record.id, context.requester->id);
  context.account = picked.has_value() ? picked->account : "";
  return picked;
}

boost::json::object last_view(const State& state, const contract::Context& context,
                              const std::string& connection) {
  const auto seen = state.store.seen(context.actor.id, context.request->id, connection);
  if (!seen.has_value()) return {};
  try {
    return json::parse(seen->view, {state.options.limits.max_output, 64}).as_object();
  } catch (const std::exception&) {
    return {};  // not worth failing for: the account will be read again
  }
}

std::vector<RequesterView> view_requester(State& state, const std::string& actor,
                                          const std::string& request, const Progress& progress,
                                          const std::stop_token& stop) {
  const contract::Context context = request_context(*state.directory, actor, request);
  std::vector<RequesterView> views;
  for (auto& reading :
       read_all(state, connections_for(state.store, context), context, progress, stop))
    views.push_back(std::move(reading.result));
  return views;
}

std::vector<RequesterView> view_section(State& state, const std::string& actor,
                                        const std::string& request, const std::string& section,
                                        const Progress& progress, const std::stop_token& stop) {
  const contract::Context context = request_context(*state.directory, actor, request);
  auto records = connections_for(state.store, context);
  std::erase_if(records, [&](const auto& record) { return !has_section(state, record, section); });
  if (records.empty())
    throw Refused("invalid_input", "No integration of this request has a section called " +
                                       printable(section) + " that is read on demand.");
  std::vector<RequesterView> views;
  for (auto& reading :
       read_all(state, std::move(records), context, progress, stop, {section, Picks::kApply}))
    views.push_back(std::move(reading.result));
  return views;
}

void pick_account(State& state, const std::string& actor, const std::string& request,
                  const std::string& connection, const std::string& account) {
  const contract::Context context = request_context(*state.directory, actor, request);
  const ConnectionRecord record = *one_connection(state.store, context, connection);
  // Among whom to pick is asked as if nobody had picked yet.
  const auto readings = read_all(state, {record}, context, nullptr, {}, {"", Picks::kIgnore});
  const RequesterView& view = readings.front().result;
  if (!view.code.empty()) throw Refused(view.code, view.sentence);
  const auto* found = account_in(view.view, account);
  if (found == nullptr)
    throw Refused("unknown_account", "The account " + printable(account) +
                                         " is not among those found for " +
                                         printable(context.requester->email) + ".");
  state.store.pick({record.id, context.requester->id, account,
                    std::string(json::string_at(*found, "name").value_or("")),
                    std::string(json::string_at(*found, "login").value_or("")), context.actor.id,
                    wall_clock_now()});
  state.store.forget_seen(request, record.id);
}

void forget_account(State& state, const std::string& actor, const std::string& request,
                    const std::string& connection) {
  const contract::Context context = request_context(*state.directory, actor, request);
  const ConnectionRecord record = *one_connection(state.store, context, connection);
  state.store.forget_pick(record.id, context.requester->id);
  state.store.forget_seen(request, record.id);
}

boost::json::object query_options(State& state, const std::string& actor,
                                  const std::string& request, const OptionsQuestion& asked,
                                  const std::stop_token& stop) {
  contract::Context context = request_context(*state.directory, actor, request);
  const ConnectionRecord record = *one_connection(state.store, context, asked.connection);
  apply_pick(state, record, context);
  const OpenPtr open = open_saved(state, record);
  const auto& sources = open->stage().plugin->manifest.option_sources;
  if (std::none_of(sources.begin(), sources.end(),
                   [&](const auto& source) { return source.id == asked.source; }))
    throw Refused("invalid_input",
                  "The integration has no options called " + printable(asked.source) + ".");
  if (columns(asked.text) > kLongestText)
    throw Refused("invalid_input", "The text to look for is too long.");
  boost::json::object input{{"source", asked.source}, {"text", asked.text}};
  if (!asked.cursor.empty()) input["cursor"] = asked.cursor;
  if (!asked.input.empty()) input["input"] = asked.input;
  Question question = query(state, *open->stage().plugin, "options", input, context);
  const Answer answer = ask(state, *open, std::move(question), nullptr, stop);
  try {
    auto output = output_of(answer, Shape::kOptions, open->stage().table);
    note_health(state, record, "", "");
    return output;
  } catch (const Refused& refused) {
    note_health(state, record, refused.code(), refused.sentence());
    throw;
  }
}

std::vector<ActionOffer> offer_actions(State& state, const std::string& actor,
                                       const std::string& request, const Progress& progress,
                                       const std::stop_token& stop) {
  std::vector<ActionOffer> offers;
  for (const auto& view : view_requester(state, actor, request, progress, stop)) {
    if (!view.code.empty()) throw Refused(view.code, view.title + ": " + view.sentence);
    const PluginPtr plugin = state.links.plugin(view.plugin);
    for (const auto& offered : view.view.at("actions").as_array()) {
      const auto id = json::string_at(offered.as_object(), "id").value_or("");
      offers.push_back(offer_of(view, *plugin->manifest.action(id), offered.as_object()));
    }
  }
  return offers;
}

}  // namespace back::host
