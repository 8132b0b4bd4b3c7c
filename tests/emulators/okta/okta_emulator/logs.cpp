// GET /api/v1/logs: bounded and polling queries, filter, keywords, pages (documented; the cursor's
// form is ours).
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "okta_emulator/criteria.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kEventsPerPage = 100;
constexpr std::size_t kMostEvents = 1000;
constexpr std::chrono::hours kUsualSpan{24 * 7};

json::object place_json(const LogEvent& event) {
  json::object place;
  if (!event.city.empty()) place["city"] = event.city;
  if (!event.country.empty()) place["country"] = event.country;
  return place;
}

json::object client_json(const LogEvent& event) {
  json::object client;
  if (!event.user_agent.empty()) {
    const bool browser = event.user_agent.starts_with("Mozilla/");
    client["userAgent"] = json::object{{"rawUserAgent", event.user_agent},
                                       {"os", "Unknown"},
                                       {"browser", browser ? "CHROME" : "UNKNOWN"}};
    client["device"] = browser ? "Computer" : "Unknown";
  }
  if (!event.ip.empty()) {
    client["ipAddress"] = event.ip;
    client["geographicalContext"] = place_json(event);
  }
  return client;
}

json::object target_json(const LogTarget& target) {
  return {{"id", target.id},
          {"type", target.type},
          {"alternateId", target.alternate_id},
          {"displayName", target.display_name}};
}

json::object event_json(const LogEvent& event) {
  json::array targets;
  for (const LogTarget& target : event.targets) targets.push_back(target_json(target));
  json::object outcome{{"result", event.result}};
  if (!event.reason.empty()) outcome["reason"] = event.reason;
  json::array chain;
  if (!event.ip.empty()) {
    chain.push_back(json::object{
        {"ip", event.ip}, {"geographicalContext", place_json(event)}, {"version", "V4"}});
  }
  return {{"actor", target_json(event.actor)},
          {"client", client_json(event)},
          {"authenticationContext",
           json::object{{"authenticationStep", 0}, {"externalSessionId", "trs" + event.uuid}}},
          {"displayMessage", event.message},
          {"eventType", event.event_type},
          {"outcome", std::move(outcome)},
          {"published", iso_time(event.published)},
          {"securityContext", json::object()},
          {"severity", event.severity},
          {"debugContext", json::object{{"debugData", json::object()}}},
          {"transaction",
           json::object{{"type", "WEB"}, {"id", event.uuid}, {"detail", json::object()}}},
          {"uuid", event.uuid},
          {"version", "0"},
          {"request", json::object{{"ipChain", std::move(chain)}}},
          {"target", std::move(targets)}};
}

// Every value at a path of names; lists are walked through: target.id names the id of each target.
void collect(const json::value& value, std::string_view path, std::vector<std::string>& found) {
  if (const json::array* list = value.if_array()) {
    for (const json::value& entry : *list) collect(entry, path, found);
  } else if (path.empty()) {
    if (value.is_null() || value.is_object()) return;
    found.push_back(value.is_string() ? std::string(value.get_string()) : json::serialize(value));
  } else if (const json::object* object = value.if_object()) {
    const std::string_view name = path.substr(0, path.find('.'));
    const json::value* next = object->if_contains(name);
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    if (next != nullptr) collect(*next, path, found);
  }
}

// Documented: every keyword must stand somewhere in the event, whatever its case.
bool has_keywords(const json::object& event, const std::string& question) {
  if (question.empty()) return true;
  const std::string text = lower(json::serialize(event));
  std::size_t at = 0;
  while (at < question.size()) {
    const std::size_t end = std::min(question.find(' ', at), question.size());
    if (text.find(lower(std::string_view(question).substr(at, end - at))) == std::string::npos) {
      return false;
    }
    at = end + 1;
  }
  return true;
}

struct Query {
  Time since, until;
  bool polling = false;  // without `until`: there is always a next page
  bool falling = false;
  std::size_t limit = kEventsPerPage;
  std::optional<Criteria> filter;
  std::string question;
  Time after_time;
  std::string after_uuid;  // empty: from the beginning
};

std::optional<Time> time_parameter(const Call& call, std::string_view name) {
  const auto given = call.target.parameter(name);
  if (!given) return std::nullopt;
  const auto time = parse_iso_time(*given);
  if (!time) throw invalid(name, std::string(name) + ": must be a time in ISO 8601.");  // inferred
  return time;
}

std::size_t read_limit(const Call& call) {
  const auto given = call.target.parameter("limit");
  if (!given) return kEventsPerPage;
  std::size_t limit = 0;
  const char* end = given->data() + given->size();
  const auto [at, error] = std::from_chars(given->data(), end, limit);
  if (error != std::errc() || at != end || limit > kMostEvents) {
    throw invalid("limit", "limit: must lie between 0 and 1000.");  // inferred
  }
  return limit;
}

// "<milliseconds>_<uuid>" of the last event seen.
void read_cursor(const Call& call, Query& query) {
  const auto given = call.target.parameter("after");
  if (!given) return;
  std::int64_t milliseconds = 0;
  const char* end = given->data() + given->size();
  const auto [at, error] = std::from_chars(given->data(), end, milliseconds);
  if (error != std::errc() || at == end || *at != '_') {
    throw Problem("E0000029", {}, {"Invalid cursor."});
  }
  query.after_time = Time(std::chrono::milliseconds(milliseconds));
  query.after_uuid = given->substr(static_cast<std::size_t>(at - given->data()) + 1);
}

Query read_query(const Call& call) {
  Query query;
  const auto until = time_parameter(call, "until");
  query.polling = !until;
  query.until = until.value_or(call.instant + std::chrono::milliseconds(1));
  query.since = time_parameter(call, "since").value_or(query.until - kUsualSpan);
  const std::string order(call.target.parameter("sortOrder").value_or("ASCENDING"));
  if (order != "ASCENDING" && order != "DESCENDING") {
    throw invalid("sortOrder", "sortOrder: must be ASCENDING or DESCENDING.");  // inferred
  }
  query.falling = order == "DESCENDING";
  query.limit = read_limit(call);
  if (const auto filter = call.target.parameter("filter")) {
    query.filter = parse_criteria(*filter, Dialect::log_filter);
  }
  query.question = call.target.parameter("q").value_or("");
  read_cursor(call, query);
  return query;
}

bool fits(const Query& query, const LogEvent& event, const json::object& shown) {
  if (!has_keywords(shown, query.question)) return false;
  return !query.filter || matches(*query.filter, [&](std::string_view name) {
    std::vector<std::string> found;
    if (name == "published") return std::vector{iso_time(event.published)};
    collect(shown, name, found);
    return found;
  });
}

// The events between since and until in the order asked for, from the one after the cursor on.
std::vector<const LogEvent*> events_of(const Query& query, const SystemLog& log) {
  std::vector<const LogEvent*> events;
  for (const LogEvent& event : log) {
    if (event.published >= query.since && event.published < query.until) events.push_back(&event);
  }
  if (query.falling) std::reverse(events.begin(), events.end());
  if (query.after_uuid.empty()) return events;
  const auto named = std::find_if(events.begin(), events.end(), [&](const LogEvent* event) {
    return event->uuid == query.after_uuid;
  });
  if (named != events.end()) {
    events.erase(events.begin(), std::next(named));
    return events;
  }
  std::erase_if(events, [&](const LogEvent* event) {
    return query.falling ? event->published > query.after_time
                         : event->published < query.after_time;
  });
  return events;
}

void add_log_links(Answer& answer, const Call& call, const std::string& next) {
  const auto link = [&](const std::string& after, std::string_view relation) {
    std::string url = call.base + std::string(call.target.path) + '?';
    if (!after.empty()) url += "after=" + form_encode(after) + '&';
    for (const std::string_view name : {"since", "until", "filter", "q", "limit", "sortOrder"}) {
      if (const auto value = call.target.parameter(name)) {
        url += std::string(name) + '=' + form_encode(*value) + '&';
      }
    }
    url.pop_back();
    answer.headers.emplace_back("link", '<' + url + ">; rel=\"" + std::string(relation) + '"');
  };
  link(std::string(call.target.parameter("after").value_or("")), "self");
  if (!next.empty()) link(next, "next");
}

}  // namespace

Answer list_logs(Call& call) {
  const Query query = read_query(call);
  json::array body;
  std::string last(call.target.parameter("after").value_or(""));
  bool more = false;
  for (const LogEvent* event : events_of(query, call.state.log)) {
    json::object shown = event_json(*event);
    if (!fits(query, *event, shown)) continue;
    more = body.size() == query.limit;
    if (more) break;
    body.push_back(std::move(shown));
    last = std::to_string(event->published.time_since_epoch().count()) + '_' + event->uuid;
  }
  Answer answer = json_answer(body);
  if (query.polling && last.empty()) {
    last = std::to_string(query.since.time_since_epoch().count()) + "_0";
  }
  add_log_links(answer, call, more || query.polling ? last : std::string());
  return answer;
}

}  // namespace okta_emulator::endpoint
