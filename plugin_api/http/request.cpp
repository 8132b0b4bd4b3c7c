#include "http/request.hpp"

#include "http/characters.hpp"

namespace back::http {
namespace {

constexpr std::size_t kLongestSegment = 128;
constexpr std::size_t kLongestCursor = 4096;

void check_segment(std::string_view segment) {
  if (segment.empty() || segment.size() > kLongestSegment)
    throw BadSegment("A part of the address that was to be asked for is empty or too long.");
  if (segment == "." || segment == ".." || !all_of(segment, is_unreserved))
    throw BadSegment(
        "A part of the address that was to be asked for holds characters that are not allowed "
        "there.");
}

std::string encoded(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

// What RFC 3986 allows in a query, without what separates pairs.
bool is_value_character(char c) {
  return is_unreserved(c) || std::string_view("%!$'()*+,;:@/?=").find(c) != std::string_view::npos;
}

// A "%" is followed by two hexadecimal digits.
bool is_percent_encoded(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const std::string_view digits = text.substr(at + 1, 2);
    if (digits.size() != 2 || !all_of(digits, is_hex)) return false;
  }
  return true;
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::delete_:
      return "DELETE";
  }
  return "GET";
}

Path::Path(std::initializer_list<std::string_view> segments) {
  std::size_t size = 0;
  for (const std::string_view segment : segments) size += 1 + segment.size();
  text_.reserve(size);
  for (const std::string_view segment : segments) *this = std::move(*this) / segment;
}

Path Path::operator/(std::string_view segment) const& { return Path(*this) / segment; }

Path Path::operator/(std::string_view segment) && {
  check_segment(segment);
  text_ += '/';
  text_ += segment;
  return std::move(*this);
}

Query::Query(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  for (const auto& [name, value] : pairs) add(name, value);
}

Query& Query::add(std::string_view name, std::string_view value) {
  pairs_.emplace_back(encoded(name), encoded(value));
  return *this;
}

Query& Query::add_encoded(std::string_view name, std::string_view encoded_value) {
  if (encoded_value.size() > kLongestCursor || !all_of(encoded_value, is_value_character) ||
      !is_percent_encoded(encoded_value))
    throw std::invalid_argument(
        "The place to continue a list at holds characters that are not allowed.");
  pairs_.emplace_back(encoded(name), std::string(encoded_value));
  return *this;
}

Query& Query::remove(std::string_view name) {
  std::erase_if(pairs_, [name = encoded(name)](const auto& pair) { return pair.first == name; });
  return *this;
}

std::string Query::text() const {
  std::string out;
  for (const auto& [name, value] : pairs_) {
    if (!out.empty()) out += '&';
    out += name;
    out += '=';
    out += value;
  }
  return out;
}

}  // namespace back::http
