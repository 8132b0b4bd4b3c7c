#include "okta/rules/expression_words.hpp"

#include <array>
#include <charconv>

#include "okta/model/text.hpp"

namespace okta {
namespace {

// Longer ones first.
constexpr std::array<std::string_view, 22> kSigns = {"==", "!=", "<=", ">=", "&&", "||", "<", ">",
                                                     "!",  "(",  ")",  ",",  "+",  "-",  "*", "/",
                                                     "%",  "?",  ":",  "{",  "}",  "."};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_name(char c) { return is_alphanumeric(c) || c == '_' || c == '.'; }

// A text in quotes; how quotes inside one are written is not documented.
std::optional<Word> take_text(std::string_view& rest) {
  const std::size_t end = rest.find(rest.front(), 1);
  if (end == std::string_view::npos) return std::nullopt;
  Word word{Word::Kind::text, std::string(rest.substr(1, end - 1))};
  if (word.text.find('\\') != std::string::npos) return std::nullopt;
  rest.remove_prefix(end + 1);
  return word;
}

std::optional<Word> take_number(std::string_view& rest) {
  Word word{Word::Kind::number};
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), word.number,
                                            std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return word;
}

Word take_name(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_of_name(rest[size])) ++size;
  Word word{Word::Kind::name, std::string(rest.substr(0, size))};
  rest.remove_prefix(size);
  return word;
}

std::optional<Word> take_sign(std::string_view& rest) {
  for (const std::string_view sign : kSigns) {
    if (!rest.starts_with(sign)) continue;
    rest.remove_prefix(sign.size());
    return Word{Word::Kind::sign, std::string(sign)};
  }
  return std::nullopt;
}

std::optional<Word> take_word(std::string_view& rest) {
  const char first = rest.front();
  if (first == '"' || first == '\'') return take_text(rest);
  if (is_digit(first)) return take_number(rest);
  if (is_alphanumeric(first) || first == '_') return take_name(rest);
  return take_sign(rest);
}

}  // namespace

std::optional<ExpressionWords> words_in(std::string_view expression) {
  constexpr std::string_view kSpaces = " \t\r\n";
  ExpressionWords words;
  for (;;) {
    const std::size_t begin = expression.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return words;
    expression.remove_prefix(begin);
    auto word = take_word(expression);
    if (!word) return std::nullopt;
    words.push_back(*std::move(word));
  }
}

}  // namespace okta
