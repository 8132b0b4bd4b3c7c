// The part of Okta's expression language that group rules of this organisation may use; the README
// lists it. Anything else is refused when the rule is made, never guessed at.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace okta_emulator {

// What an expression may ask about one person.
struct RuleSubject {
  const boost::json::object& profile;
  std::function<bool(std::string_view id)> in_group;
  std::function<std::vector<std::string>()> group_names;
};

class RuleExpression {
 public:
  RuleExpression() = default;
  // Throws std::invalid_argument with a sentence.
  explicit RuleExpression(std::string text);

  const std::string& text() const { return text_; }
  bool matches(const RuleSubject& subject) const;

  // One node: a literal, an attribute, or something applied to parts.
  struct Node {
    std::string what;  // "value", "user", "and", "or", "not", "==", …, "String.startsWith", …
    boost::json::value value;
    std::vector<Node> parts;
  };

 private:
  std::string text_;
  std::shared_ptr<const Node> root_;
};

}  // namespace okta_emulator
