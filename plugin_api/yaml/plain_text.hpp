// The first look at a YAML text, before any parser sees it: size, encoding and characters. And its
// lines, so that a byte offset can be told as line and column.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/strict_yaml.hpp"

namespace back::yaml {

class PlainText {
 public:
  // Turns CRLF into LF. Throws YamlError for what strict_yaml.hpp refuses as characters.
  explicit PlainText(std::string_view text);

  const std::string& text() const { return text_; }

  Position position(std::size_t offset) const;

  // The byte there, or NUL at the end.
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  // The quoted scalar that begins at offset has a closing quote.
  bool quote_closes(std::size_t offset) const;

 private:
  void refuse_odd_characters() const;
  [[noreturn]] void refuse(std::size_t offset, const std::string& sentence) const;

  std::string text_;
  std::vector<std::size_t> lines_;  // offsets of their beginnings
  // The place asked for last: the next one is mostly a little further on in the same line.
  mutable std::size_t last_offset_ = 0;
  mutable Position last_;
};

}  // namespace back::yaml
