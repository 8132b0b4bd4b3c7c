#include "http/response.hpp"

#include <algorithm>

#include "http/characters.hpp"
#include "http/no_response.hpp"

namespace back::http {

namespace {
constexpr std::size_t kUsual = 32;  // header lines of an answer
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  for (const auto& [name, value] : fields) add(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (fields_.empty()) fields_.reserve(kUsual);
  fields_.emplace_back(name, value);
}

void Headers::extend(std::string_view more) {
  if (fields_.empty() || more.empty()) return;
  std::string& value = fields_.back().second;
  if (!value.empty()) value += ' ';
  value += more;
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
  for (const auto& [field, value] : fields_)
    if (equal_ignoring_case(field, name)) return value;
  return std::nullopt;
}

std::vector<std::string_view> Headers::get_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [field, value] : fields_)
    if (equal_ignoring_case(field, name)) values.push_back(value);
  return values;
}

std::string_view name_of(NoResponse::Reason reason) {
  using Reason = NoResponse::Reason;
  switch (reason) {
    case Reason::bad_request:
      return "bad request";
    case Reason::resolve:
      return "resolve";
    case Reason::connect:
      return "connect";
    case Reason::tls:
      return "tls";
    case Reason::timeout:
      return "timeout";
    case Reason::lost:
      return "lost";
    case Reason::too_large:
      return "too large";
    case Reason::malformed:
      return "malformed";
    case Reason::cancelled:
      return "cancelled";
    case Reason::overloaded:
      return "overloaded";
  }
  return "unknown";
}

}  // namespace back::http
