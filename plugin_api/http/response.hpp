// An answer: every HTTP status is a value, and only the caller knows what it means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace back::http {

// In the order received; names compare without regard to case. All texts stand one after another in
// one piece of memory: an answer has some twenty of them.
class Headers {
 public:
  using Field = std::pair<std::string_view, std::string_view>;  // name and value

  Headers() = default;
  Headers(std::initializer_list<Field> fields);

  void add(std::string_view name, std::string_view value);
  // The first of that name.
  std::optional<std::string_view> get(std::string_view name) const;
  std::vector<std::string_view> get_all(std::string_view name) const;
  std::size_t size() const { return places_.size(); }
  Field operator[](std::size_t at) const {
    const Place& place = places_[at];
    const char* const text = text_.data();
    return {{text + place.name, place.value - place.name},
            {text + place.value, place.end - place.value}};
  }
  std::vector<Field> fields() const;

 private:
  struct Place {  // in text_, which is far from 4 GB
    std::uint32_t name, value, end;
  };

  std::string text_;
  std::vector<Place> places_;
};

// ASCII only, whatever the locale says.
bool same_letters(std::string_view a, std::string_view b);  // of one size
inline bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && same_letters(a, b);
}

struct Response {
  int status = 0;  // 100 to 599
  Headers headers;
  std::string body;

  // An earlier attempt of the same request got no answer, or a server error, and may have been
  // executed.
  bool repeated = false;
  // Of a 429: seconds until the server accepts requests again, by its own clock; absent if it does
  // not say.
  std::optional<int> retry_after_s;

  bool ok() const { return status >= 200 && status < 300; }
};

}  // namespace back::http
