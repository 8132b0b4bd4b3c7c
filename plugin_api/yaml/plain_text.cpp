#include "yaml/plain_text.hpp"

#include <algorithm>

#include "json/utf8.hpp"

namespace back::yaml {
namespace {

std::string without_carriage_returns(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

std::string hexadecimal(std::uint32_t code) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "U+";
  for (int shift = code > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
    out += kDigits[(code >> shift) & 15u];
  }
  return out;
}

}  // namespace

PlainText::PlainText(std::string_view text) {
  if (text.size() > kMaxBytes) {
    throw YamlError("The file is longer than " + std::to_string(kMaxBytes / 1024) +
                        " KiB: such a file is not read.",
                    {});
  }
  text_ = without_carriage_returns(text);
  lines_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
  if (text_.starts_with("\xEF\xBB\xBF")) {
    refuse(0, "The file begins with a byte order mark: save it as UTF-8 without one.");
  }
  refuse_odd_characters();
}

Position PlainText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const auto line = static_cast<int>(next - lines_.begin());
  std::size_t from = *(next - 1);
  int column = 1;
  if (line == last_.line && offset >= last_offset_) {
    from = last_offset_;
    column = last_.column;
  }
  column +=
      static_cast<int>(json::count_characters(std::string_view(text_).substr(from, offset - from)));
  last_offset_ = offset;
  last_ = {line, column};
  return last_;
}

bool PlainText::quote_closes(std::size_t offset) const {
  const char quote = at(offset);
  for (std::size_t i = offset + 1; i < text_.size(); ++i) {
    if (quote == '"' && text_[i] == '\\') {
      ++i;
    } else if (text_[i] == quote) {
      if (quote == '"' || at(i + 1) != '\'') return true;
      ++i;
    }
  }
  return false;
}

void PlainText::refuse_odd_characters() const {
  for (std::size_t i = 0; i < text_.size();) {
    const json::Utf8Char next = json::decode_utf8(text_, i);
    if (!next.valid) refuse(i, "This is not valid UTF-8: save the file as UTF-8.");
    if (next.code == '\t') refuse(i, "A tab stands here: use spaces.");
    if (next.code != '\n' && json::is_control(next.code)) {
      refuse(i, "The invisible character " + hexadecimal(next.code) + " stands here: remove it.");
    }
    if (next.code == '%' && (i == 0 || text_[i - 1] == '\n')) {
      refuse(i, "Directives are not allowed here: remove the line.");
    }
    i += next.size;
  }
}

void PlainText::refuse(std::size_t offset, const std::string& sentence) const {
  throw YamlError(sentence, position(offset));
}

}  // namespace back::yaml
