#include "json/strict_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <vector>

#include "json/utf8.hpp"

namespace back::json {
namespace {

namespace bj = boost::json;

// Builds a value that has nothing wrong with it, which is nearly every one, as fast as Boost can;
// where there is something, the Builder below finds it again and says what.
class Stack {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the names that Boost's parser asks for
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  // NOLINTEND(readability-identifier-naming)

  explicit Stack(const bj::storage_ptr& memory) : values_({}, room_, sizeof room_) {
    values_.reset(memory);
  }

  bj::value release() { return values_.release(); }
  std::size_t members() const { return members_; }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_array_begin(bj::error_code&) { return true; }
  bool on_array_end(std::size_t size, bj::error_code&) {
    values_.push_array(size);
    return true;
  }
  bool on_object_begin(bj::error_code&) { return true; }
  bool on_object_end(std::size_t size, bj::error_code&) {
    members_ += size;
    values_.push_object(size);
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) {
    values_.push_chars(part);
    return true;
  }
  bool on_string(bj::string_view last, std::size_t, bj::error_code&) {
    values_.push_string(last);
    return true;
  }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) {
    values_.push_chars(part);
    return true;
  }
  bool on_key(bj::string_view last, std::size_t, bj::error_code&) {
    values_.push_key(last);
    return true;
  }
  bool on_number_part(bj::string_view, bj::error_code&) { return true; }
  bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) {
    values_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) {
    values_.push_uint64(number);
    return true;
  }
  bool on_double(double number, bj::string_view text, bj::error_code& error) {
    std::from_chars(text.data(), text.data() + text.size(), number);  // as the Builder does
    if (!std::isfinite(number)) error = bj::make_error_code(bj::error::syntax);
    values_.push_double(number);
    return std::isfinite(number);
  }
  bool on_bool(bool truth, bj::error_code&) {
    values_.push_bool(truth);
    return true;
  }
  bool on_null(bj::error_code&) {
    values_.push_null();
    return true;
  }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  unsigned char room_[2048];
  bj::value_stack values_;
  std::size_t members_ = 0;  // that were read, duplicates among them
};

std::size_t members_in(const bj::value& value);

std::size_t members_in(const bj::object& object) {
  std::size_t count = object.size();
  for (const auto& member : object)
    if (member.value().is_structured()) count += members_in(member.value());
  return count;
}

std::size_t members_in(const bj::value& value) {
  if (const auto* object = value.if_object()) return members_in(*object);
  std::size_t count = 0;
  if (const auto* array = value.if_array())
    for (const auto& element : *array)
      if (element.is_structured()) count += members_in(element);
  return count;
}

// Nothing if something is wrong: of two members with one key only one is left, which is how
// duplicates show.
std::optional<bj::value> parse_flawless(std::string_view text, const bj::parse_options& options,
                                        bj::storage_ptr&& memory) {
  bj::basic_parser<Stack> parser(options, std::move(memory));
  bj::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error || read != text.size()) return std::nullopt;
  bj::value value = parser.handler().release();
  if (members_in(value) != parser.handler().members()) return std::nullopt;
  return value;
}

// Builds the value in place from the parser's events. A container does not move while its members
// are read, because only the innermost one grows.
class Builder {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the names that Boost's parser asks for
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  // NOLINTEND(readability-identifier-naming)

  bj::value root;
  std::string problem;  // why an event was refused

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }

  bool on_array_begin(bj::error_code&) {
    open_.push_back(&put(bj::array()));
    return true;
  }
  bool on_array_end(std::size_t, bj::error_code&) { return close(); }
  bool on_object_begin(bj::error_code&) {
    open_.push_back(&put(bj::object()));
    return true;
  }
  bool on_object_end(std::size_t, bj::error_code&) { return close(); }

  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part); }
  bool on_string(bj::string_view last, std::size_t, bj::error_code&) {
    if (part_.empty()) {
      put(bj::string(last));
    } else {
      gather(last);
      put(bj::string(part_));
      part_.clear();
    }
    return true;
  }

  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part); }
  bool on_key(bj::string_view last, std::size_t, bj::error_code& error) {
    gather(last);
    const auto [member, is_new] = open_.back()->as_object().emplace(part_, nullptr);
    if (!is_new) return refuse("The key " + in_quotes(part_) + " is there twice", error);
    member_ = &member->value();
    part_.clear();
    return true;
  }

  bool on_number_part(bj::string_view, bj::error_code&) { return true; }
  bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) {
    put(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) {
    put(number);
    return true;
  }
  // Boost's own number may be the neighbour of the nearest one; too small ones become 0.
  bool on_double(double number, bj::string_view text, bj::error_code& error) {
    std::from_chars(text.data(), text.data() + text.size(), number);
    if (!std::isfinite(number)) return refuse("A number is too large", error);
    put(number);
    return true;
  }
  bool on_bool(bool truth, bj::error_code&) {
    put(truth);
    return true;
  }
  bool on_null(bj::error_code&) {
    put(nullptr);
    return true;
  }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }

 private:
  template <typename T>
  bj::value& put(T&& value) {
    if (open_.empty()) return root = bj::value(std::forward<T>(value));
    if (auto* array = open_.back()->if_array()) return array->emplace_back(std::forward<T>(value));
    return *member_ = bj::value(std::forward<T>(value));
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool gather(bj::string_view part) {
    part_.append(part.data(), part.size());
    return true;
  }
  bool refuse(std::string why, bj::error_code& error) {
    problem = std::move(why);
    error = bj::make_error_code(bj::error::syntax);
    return false;
  }

  std::vector<bj::value*> open_;  // containers begun and not ended
  bj::value* member_ = nullptr;   // where the value of the last key goes
  std::string part_;              // of a string or key that comes in pieces
};

// Our own sentences: those of Boost carry paths of its sources.
std::string sentence_for(const bj::error_code& error, std::string_view text, std::size_t offset,
                         std::size_t max_depth) {
  if (error == bj::error::too_deep) {
    return "It nests deeper than " + std::to_string(max_depth) + " levels";
  }
  if (error == bj::error::incomplete) return "It ends in the middle of a value";
  if (error == bj::error::extra_data) return "Something follows the value";
  if (error == bj::error::illegal_leading_surrogate ||
      error == bj::error::illegal_trailing_surrogate || error == bj::error::expected_utf16_escape) {
    return "A \\u escape is half of a surrogate pair";
  }
  if (error == bj::error::exponent_overflow) return "A number is too large";
  if (offset >= text.size()) return "It ends in the middle of a value";
  const Utf8Char next = decode_utf8(text, offset);
  if (!next.valid) return "It is not valid UTF-8";
  if (is_control(next.code)) return "A control character stands there: write it as an escape";
  return "This is not JSON";
}

[[noreturn]] void fail(const std::string& sentence, std::size_t offset) {
  throw JsonError(sentence + " (at byte " + std::to_string(offset) + ").", offset);
}

}  // namespace

bj::value parse(std::string_view text, Limits limits, bj::storage_ptr memory) {
  if (text.size() > limits.max_bytes) {
    throw JsonError("The JSON text has " + std::to_string(text.size()) + " bytes; at most " +
                        std::to_string(limits.max_bytes) + " are read.",
                    limits.max_bytes);
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    throw JsonError("The JSON text begins with a byte order mark: write plain UTF-8.", 0);
  }
  bj::parse_options options;
  options.max_depth = limits.max_depth;
  if (auto value = parse_flawless(text, options, std::move(memory))) return std::move(*value);
  bj::basic_parser<Builder> parser(options);
  bj::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error) {
    const std::string& own = parser.handler().problem;
    fail(own.empty() ? sentence_for(error, text, read, limits.max_depth) : own, read);
  }
  if (read != text.size()) fail("Something follows the value", read);
  return std::move(parser.handler().root);
}

}  // namespace back::json
