// The words of an expression of Okta's: names, texts, numbers and signs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace okta {

struct Word {
  enum class Kind { name, text, number, sign };
  Kind kind = Kind::sign;
  std::string text = {};  // of a text: without its quotes; of a name: "user.department", "AND"
  double number = 0;
};
using ExpressionWords = std::vector<Word>;

// Nothing: something in it is no word of that language.
std::optional<ExpressionWords> words_in(std::string_view expression);

}  // namespace okta
