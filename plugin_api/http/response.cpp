#include "http/response.hpp"

#include "http/characters.hpp"
#include "http/no_response.hpp"

namespace back::http {

namespace {
// Of the head of an answer.
constexpr std::size_t kUsualFields = 32;
constexpr std::size_t kUsualBytes = 1024;
}  // namespace

bool same_letters(std::string_view a, std::string_view b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && to_lower(a[i]) != to_lower(b[i])) return false;
  return true;
}

Headers::Headers(std::initializer_list<Field> fields) {
  for (const auto& [name, value] : fields) add(name, value);
}

void Headers::add(std::string_view name, std::string_view value) {
  if (places_.empty()) {
    places_.reserve(kUsualFields);
    text_.reserve(kUsualBytes);
  }
  const std::size_t at = text_.size(), value_at = at + name.size(), end = value_at + value.size();
  text_.resize(end);
  name.copy(text_.data() + at, name.size());
  value.copy(text_.data() + value_at, value.size());
  const auto place = [](std::size_t bytes) { return static_cast<std::uint32_t>(bytes); };
  places_.push_back({place(at), place(value_at), place(end)});
}

std::vector<Headers::Field> Headers::fields() const {
  std::vector<Field> all;
  all.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) all.push_back((*this)[i]);
  return all;
}

std::optional<std::string_view> Headers::get(std::string_view name) const {
  for (std::size_t i = 0; i < size(); ++i) {
    const auto [field, value] = (*this)[i];
    if (equal_ignoring_case(field, name)) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::get_all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [field, value] : fields())
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
