// JSON from outside, read strictly: RFC 8259 in UTF-8 and nothing that two readers could understand
// differently. Refused: duplicate keys, numbers that are not finite, broken UTF-8 or escapes, a
// byte order mark, bytes after the value, and text beyond the limits. Integers of up to 64 bits are
// exact.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace back::json {

struct Limits {
  std::size_t max_bytes = std::size_t{1} << 20;
  std::size_t max_depth = 32;  // objects and arrays inside each other; a plain number has depth 0
};

// what() is a sentence that may be shown to anybody: it repeats no value of the text, at most a
// key.
class JsonError : public std::runtime_error {
 public:
  JsonError(const std::string& sentence, std::size_t offset)
      : std::runtime_error(sentence), offset_(offset) {}

  // Bytes before the place where reading stopped.
  std::size_t offset() const noexcept { return offset_; }

 private:
  std::size_t offset_;
};

// Throws JsonError. memory: where the value lives; a monotonic_resource that is gone with the value
// saves most of the work of one that is only looked at.
boost::json::value parse(std::string_view text, Limits limits = {},
                         boost::json::storage_ptr memory = {});

// Equal values give equal bytes: no spaces, keys sorted by bytes, shortest numbers, only those
// escapes that JSON requires. Throws std::invalid_argument for a number that is not finite.
std::string canonical(const boost::json::value& value);

// The member of that name, if it is there and of that type; nothing otherwise.
std::optional<std::string_view> string_at(const boost::json::object& object, std::string_view key);
std::optional<bool> bool_at(const boost::json::object& object, std::string_view key);
std::optional<std::int64_t> integer_at(const boost::json::object& object, std::string_view key);
const boost::json::object* object_at(const boost::json::object& object, std::string_view key);
const boost::json::array* array_at(const boost::json::object& object, std::string_view key);

// A JSON pointer (RFC 6901) to a member or an element of what pointer points to.
std::string child_pointer(std::string_view pointer, std::string_view key);
std::string child_pointer(std::string_view pointer, std::size_t index);

// Text from outside, made fit for a sentence: in double quotes, control characters and broken UTF-8
// shown as ?, cut after 60 bytes.
std::string in_quotes(std::string_view text);

}  // namespace back::json
