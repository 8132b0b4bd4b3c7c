// canonical(): one spelling for each value.
#include <algorithm>
#include <array>
#include <boost/json/string.hpp>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "json/strict_json.hpp"
#include "json/writing.hpp"

namespace back::json {
namespace {

namespace bj = boost::json;

// What stands for this byte in a string; empty: itself.
std::string_view escape_of(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

// By byte: whether it stands for itself in a string.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte)
    plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

// Most strings hold nothing but plain bytes. They are looked at eight at a time, by the known tricks
// for "is a byte of a word zero", or "less than n".
bool all_plain(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kTops = 0x8080808080808080;
  const auto has_zero = [](std::uint64_t word) { return (word - kOnes) & ~word & kTops; };
  while (text.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    const std::uint64_t control = (word - kOnes * 0x20) & ~word & kTops;
    if (control | has_zero(word ^ kOnes * '"') | has_zero(word ^ kOnes * '\\')) return false;
    text.remove_prefix(sizeof word);
  }
  return std::all_of(text.begin(), text.end(), is_plain);
}

void write_plain(std::string& out, std::string_view text) {
  const std::size_t at = out.size();
  out.resize(at + text.size() + 2);
  char* const to = out.data() + at;
  to[0] = '"';
  text.copy(to + 1, text.size());
  to[text.size() + 1] = '"';
}

}  // namespace

void write_string(std::string& out, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (all_plain(text)) return write_plain(out, text);
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain(text[i])) continue;
    out.append(text, from, i - from);
    from = i + 1;
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::string_view escape = escape_of(text[i]);
    if (escape.empty()) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += escape;
    }
  }
  out.append(text, from, text.size() - from);
  out += '"';
}

namespace {

template <typename Number>
void write_number(std::string& out, Number number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  out.append(text, end);
}

void write_double(std::string& out, double number) {
  if (!std::isfinite(number)) throw std::invalid_argument("JSON has no number that is not finite");
  if (number == 0) number = 0;  // no negative zero
  write_number(out, number);
}

using Members = std::span<const bj::key_value_pair*>;

// members: as many places as there are members.
void write_object(std::string& out, const bj::object& object, Members members) {
  std::transform(object.begin(), object.end(), members.begin(),
                 [](const bj::key_value_pair& member) { return &member; });
  std::sort(members.begin(), members.end(),
            [](const auto* a, const auto* b) { return a->key() < b->key(); });
  out += '{';
  for (const auto* member : members) {
    if (member != members.front()) out += ',';
    write_string(out, member->key());
    out += ':';
    write(out, member->value());
  }
  out += '}';
}

void write_array(std::string& out, const bj::array& array) {
  out += '[';
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ',';
    write(out, array[i]);
  }
  out += ']';
}

}  // namespace

void write_object(std::string& out, const bj::object& object) {
  constexpr std::size_t kFew = 24;
  if (object.size() <= kFew) {
    std::array<const bj::key_value_pair*, kFew> few;
    return write_object(out, object, Members(few.data(), object.size()));
  }
  std::vector<const bj::key_value_pair*> many(object.size());
  write_object(out, object, many);
}

void write(std::string& out, const bj::value& value) {
  switch (value.kind()) {
    case bj::kind::null:
      out += "null";
      break;
    case bj::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case bj::kind::int64:
      write_number(out, value.get_int64());
      break;
    case bj::kind::uint64:
      write_number(out, value.get_uint64());
      break;
    case bj::kind::double_:
      write_double(out, value.get_double());
      break;
    case bj::kind::string:
      write_string(out, value.get_string());
      break;
    case bj::kind::array:
      write_array(out, value.get_array());
      break;
    case bj::kind::object:
      write_object(out, value.get_object());
      break;
  }
}

std::string canonical(const bj::value& value) {
  std::string text;
  text.reserve(kUsualText);
  write(text, value);
  text.shrink_to_fit();
  return text;
}

}  // namespace back::json
