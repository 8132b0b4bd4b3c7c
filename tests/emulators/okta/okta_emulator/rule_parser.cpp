#include "okta_emulator/rule_parser.hpp"

#include <boost/json.hpp>
#include <cctype>
#include <charconv>
#include <map>
#include <stdexcept>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

using Node = RuleExpression::Node;

constexpr std::size_t kLongestText = 8192;
constexpr int kDeepest = 32;

[[noreturn]] void refuse(const std::string& why) {
  throw std::invalid_argument("Invalid rule expression: " + why);
}

struct Arity {
  std::size_t least, most;
};

const std::map<std::string, Arity, std::less<>>& functions() {
  static const std::map<std::string, Arity, std::less<>> table = {
      {"String.equals", {2, 2}},
      {"String.equalsIgnoreCase", {2, 2}},
      {"String.startsWith", {2, 2}},
      {"String.endsWith", {2, 2}},
      {"String.stringContains", {2, 2}},
      {"String.toLowerCase", {1, 1}},
      {"String.toUpperCase", {1, 1}},
      {"String.len", {1, 1}},
      {"Arrays.contains", {2, 2}},
      {"isMemberOfGroup", {1, 1}},
      {"isMemberOfAnyGroup", {1, 100}},
      {"isMemberOfGroupName", {1, 1}},
      {"isMemberOfGroupNameStartsWith", {1, 1}},
      {"isMemberOfGroupNameContains", {1, 1}}};
  return table;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  Node parse() {
    Node result = any_of(0);
    skip_spaces();
    if (!rest_.empty()) refuse("not understood from: " + std::string(rest_.substr(0, 40)));
    return result;
  }

 private:
  Node any_of(int depth) {
    Node first = all_of(depth);
    while (take_word("or") || take("||")) first = both("or", std::move(first), all_of(depth));
    return first;
  }

  Node all_of(int depth) {
    Node first = term(depth);
    while (take_word("and") || take("&&")) first = both("and", std::move(first), term(depth));
    return first;
  }

  static Node both(std::string what, Node left, Node right) {
    Node node{std::move(what), {}, {}};
    node.parts.push_back(std::move(left));
    node.parts.push_back(std::move(right));
    return node;
  }

  Node term(int depth) {
    if (depth > kDeepest) refuse("nested too deeply.");
    skip_spaces();
    if (take_word("not") || (!rest_.starts_with("!=") && take("!"))) {
      Node node{"not", {}, {}};
      node.parts.push_back(term(depth + 1));
      return node;
    }
    if (take("(")) {
      Node inside = any_of(depth + 1);
      if (!take(")")) refuse("a closing parenthesis is missing.");
      return inside;
    }
    return comparison(depth);
  }

  Node comparison(int depth) {
    Node left = operand(depth);
    static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
        {"==", "=="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"}};
    for (const auto& [sign, what] : kSigns) {
      if (take(sign)) return both(std::string(what), std::move(left), operand(depth));
    }
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
        {"eq", "=="}, {"ne", "!="}, {"le", "<="}, {"ge", ">="}, {"lt", "<"}, {"gt", ">"}};
    for (const auto& [word, what] : kWords) {
      if (take_word(word)) return both(std::string(what), std::move(left), operand(depth));
    }
    return left;
  }

  Node operand(int depth) {
    if (depth > kDeepest) refuse("nested too deeply.");
    skip_spaces();
    if (rest_.empty()) refuse("it ends where a value is expected.");
    const char first = rest_.front();
    if (first == '"' || first == '\'') return Node{"value", quoted(first), {}};
    if (std::isdigit(static_cast<unsigned char>(first)) != 0 || first == '-') return number();
    const std::string name = name_token();
    if (name == "true" || name == "false") return Node{"value", name == "true", {}};
    if (name == "null") return Node{"value", nullptr, {}};
    if (name.starts_with("user.") && name.size() > 5) {
      return Node{"user", boost::json::string(name.substr(5)), {}};
    }
    return function(name, depth);
  }

  Node function(const std::string& name, int depth) {
    const auto known = functions().find(name);
    if (known == functions().end()) refuse("\"" + name + "\" is not supported.");
    if (!take("(")) refuse(name + " needs arguments.");
    Node node{name, {}, {}};
    do {
      node.parts.push_back(operand(depth + 1));
    } while (take(","));
    if (!take(")")) refuse("a closing parenthesis is missing after the arguments of " + name + '.');
    if (node.parts.size() < known->second.least || node.parts.size() > known->second.most) {
      refuse(name + " has the wrong number of arguments.");
    }
    return node;
  }

  boost::json::value quoted(char mark) {
    std::string text;
    std::size_t at = 1;
    while (at < rest_.size() && rest_[at] != mark) {
      if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
      text += rest_[at++];
    }
    if (at >= rest_.size()) refuse("a quotation mark is missing.");
    rest_.remove_prefix(at + 1);
    return boost::json::string(text);
  }

  Node number() {
    double value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) refuse("not a number: " + std::string(rest_.substr(0, 20)));
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return Node{"value", value, {}};
  }

  std::string name_token() {
    std::size_t size = 0;
    while (size < rest_.size() && (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 ||
                                   rest_[size] == '.' || rest_[size] == '_')) {
      ++size;
    }
    if (size == 0) refuse("not understood from: " + std::string(rest_.substr(0, 40)));
    std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return name;
  }

  bool take(std::string_view sign) {
    skip_spaces();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  bool take_word(std::string_view word) {
    skip_spaces();
    if (!starts_with_text(rest_, word) || rest_.size() == word.size()) return false;
    const char next = rest_[word.size()];
    if (next != ' ' && next != '(' && next != '"') return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void skip_spaces() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
};

}  // namespace

RuleExpression::Node parse_rule(std::string_view text) {
  if (text.size() > kLongestText) refuse("longer than 8,192 characters.");
  return Parser(text).parse();
}

}  // namespace okta_emulator
