// Small phrases that several renderings share.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace back::cli {

// The member made printable; empty if it is missing or no text.
std::string text_at(const boost::json::object& object, std::string_view key);

// "2026-11-23 15:04:05 UTC" of RFC 3339 in UTC; anything else is only made printable.
std::string moment(std::string_view rfc3339);

// "Done", "Nothing to do", "Refused", "Failed", "Unknown".
std::string_view outcome_word(std::string_view outcome);
// good, neutral, warning or bad.
std::string_view outcome_tone(std::string_view outcome);

// What changed: "Status Active -> Suspended; ..."; facts that stayed are left out.
struct Change {
  std::string label;
  std::string before;
  std::string after;
};
std::vector<Change> changes_in(const boost::json::object& outcome);

// Why things are not possible, each reason once: "suspend, activate" and the sentence.
class Reasons {
 public:
  void add(const std::string& what, const std::string& why);
  bool empty() const { return reasons_.empty(); }
  // A paragraph for each.
  std::string text(std::size_t indent, std::size_t width) const;

 private:
  struct Reason {
    std::string what;
    std::string why;
  };
  std::vector<Reason> reasons_;
};

}  // namespace back::cli
