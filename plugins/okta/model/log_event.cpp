#include "okta/model/log_event.hpp"

#include <array>
#include <string_view>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the log";
constexpr std::size_t kLongestWord = 80;

std::string word(const Fields& fields, std::string_view name) {
  return shown(fields.text_or_empty(name), kLongestWord);
}

std::string place_of(const Fields& event) {
  const auto client = event.object_or_none("client");
  const auto place = client ? client->object_or_none("geographicalContext") : std::nullopt;
  if (!place) return {};
  for (const std::string_view name : {"city", "state", "country"}) {
    if (std::string text = word(*place, name); !text.empty()) return text;
  }
  return {};
}

// Targets stand in no particular order (documented); people are told about elsewhere.
std::string object_of(const Fields& event) {
  const auto* targets = back::json::array_at(event.object(), "target");
  if (targets == nullptr) return {};
  for (const auto& each : *targets) {
    const Fields target(each, kWhat);
    if (target.text_or_empty("type") != "User") return word(target, "displayName");
  }
  return {};
}

}  // namespace

LogEvent LogEvent::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  LogEvent event;
  event.id = shown(fields.text("uuid"), kLongestWord);
  event.type = shown(fields.text("eventType"), kLongestWord);
  event.message = shown(fields.text_or_empty("displayMessage"));
  const auto at = time_of(fields.text("published"));
  if (!at) throw wrong_answer(kWhat, "published");
  event.at = *at;
  if (const auto outcome = fields.object_or_none("outcome")) {
    event.result = word(*outcome, "result");
    event.reason = word(*outcome, "reason");
  }
  if (const auto actor = fields.object_or_none("actor")) {
    event.actor_id = word(*actor, "id");
    event.actor_type = word(*actor, "type");
    event.actor_name = word(*actor, "displayName");
  }
  event.place = place_of(fields);
  event.object = object_of(fields);
  return event;
}

}  // namespace okta
