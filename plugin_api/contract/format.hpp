// The named formats of text fields: a closed set, each a length bound and a few lines of code.
// There are no regular expressions in manifests and schemas.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace back::contract {

struct Format {
  std::string_view name;
  std::size_t max_bytes;
  bool (*accepts)(std::string_view text);  // given valid UTF-8 of at most max_bytes
  std::string_view shape;                  // completes "... must be "
};

// Every format, sorted by name.
std::span<const Format> formats();

// nullptr if there is no such format.
const Format* find_format(std::string_view name);

// The text is short enough, valid UTF-8 and of that format.
bool matches(const Format& format, std::string_view text);

}  // namespace back::contract
