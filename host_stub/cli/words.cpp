#include "cli/words.hpp"

#include "cli/width.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

const boost::json::object* fact_named(const boost::json::array* facts, const std::string& id) {
  if (facts == nullptr) return nullptr;
  for (const auto& fact : *facts)
    if (json::string_at(fact.as_object(), "id") == id) return &fact.as_object();
  return nullptr;
}

}  // namespace

std::string text_at(const boost::json::object& object, std::string_view key) {
  return host::printable(json::string_at(object, key).value_or(""));
}

std::string moment(std::string_view rfc3339) {
  const bool usual = rfc3339.size() >= 20 && rfc3339[10] == 'T' && rfc3339.back() == 'Z';
  if (!usual) return host::printable(rfc3339);
  return host::printable(std::string(rfc3339.substr(0, 10)) + " " +
                         std::string(rfc3339.substr(11, 8)) + " UTC");
}

std::string_view outcome_word(std::string_view outcome) {
  if (outcome == "done") return "Done";
  if (outcome == "already") return "Nothing to do";
  if (outcome == "refused") return "Refused";
  if (outcome == "failed") return "Failed";
  return "Unknown";
}

std::string_view outcome_tone(std::string_view outcome) {
  if (outcome == "done") return "good";
  if (outcome == "already") return "neutral";
  if (outcome == "refused" || outcome == "failed") return "bad";
  return "warning";
}

void Reasons::add(const std::string& what, const std::string& why) {
  for (Reason& reason : reasons_)
    if (reason.why == why) {
      reason.what += ", " + what;
      return;
    }
  reasons_.push_back({what, why});
}

std::string Reasons::text(std::size_t indent, std::size_t width) const {
  std::string all;
  for (const Reason& reason : reasons_)
    all += paragraph(host::printable(reason.what + ": " + reason.why), indent, width);
  return all;
}

std::vector<Change> changes_in(const boost::json::object& outcome) {
  std::vector<Change> changes;
  const auto* before = json::array_at(outcome, "before");
  const auto* after = json::array_at(outcome, "after");
  if (after == nullptr) return changes;
  for (const auto& entry : *after) {
    const auto& now = entry.as_object();
    const auto* then = fact_named(before, std::string(json::string_at(now, "id").value_or("")));
    Change change{text_at(now, "label"), then == nullptr ? "" : text_at(*then, "value"),
                  text_at(now, "value")};
    if (then == nullptr || change.before != change.after) changes.push_back(std::move(change));
  }
  if (before == nullptr) return changes;
  for (const auto& entry : *before) {
    const auto& then = entry.as_object();
    if (fact_named(after, std::string(json::string_at(then, "id").value_or(""))) == nullptr &&
        !after->empty())
      changes.push_back({text_at(then, "label"), text_at(then, "value"), ""});
  }
  return changes;
}

}  // namespace back::cli
