#include "okta/rules/expression.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "okta/model/text.hpp"
#include "okta/rules/expression_words.hpp"

namespace okta {
namespace {

struct Untold {};
struct Nothing {};  // an attribute without a value, or null
using Value = std::variant<Untold, Nothing, bool, double, std::string>;

constexpr std::string_view kUser = "user.";
constexpr std::size_t kLongestAttribute = 80;
constexpr int kDeepest = 32;
constexpr std::size_t kLongest = 8192;  // documented: Okta allows less

Fit negated(Fit fit) {
  if (fit == Fit::untold) return fit;
  return fit == Fit::yes ? Fit::no : Fit::yes;
}
Fit both(Fit left, Fit right) {
  if (left == Fit::no || right == Fit::no) return Fit::no;
  return left == Fit::yes && right == Fit::yes ? Fit::yes : Fit::untold;
}
Fit either(Fit left, Fit right) { return negated(both(negated(left), negated(right))); }
Fit of(bool fits) { return fits ? Fit::yes : Fit::no; }

// Documentation does not say whether letters in either case are the same.
Fit same_text(std::string_view left, std::string_view right) {
  if (left == right) return Fit::yes;
  return same_folded(left, right) ? Fit::untold : Fit::no;
}

Fit same(const Value& left, const Value& right) {
  if (std::holds_alternative<Untold>(left) || std::holds_alternative<Untold>(right))
    return Fit::untold;
  if (std::holds_alternative<Nothing>(left) || std::holds_alternative<Nothing>(right))
    return of(left.index() == right.index());
  if (left.index() != right.index()) return Fit::untold;
  if (const auto* text = std::get_if<std::string>(&left))
    return same_text(*text, std::get<std::string>(right));
  if (const auto* number = std::get_if<double>(&left))
    return of(*number == std::get<double>(right));
  return of(std::get<bool>(left) == std::get<bool>(right));
}

class Reader {
 public:
  Reader(ExpressionWords words, const boost::json::object& profile, const Listed<Group>& groups)
      : words_(std::move(words)), profile_(profile), groups_(groups) {}

  // Nothing: it is written in a way that is not known here.
  std::optional<Fit> whole() {
    const Fit result = any();
    if (lost_ || at_ != words_.size()) return std::nullopt;
    return result;
  }

 private:
  Fit any() {
    Fit result = all();
    while (!lost_ && take_one_of({"OR", "or", "||"})) result = either(result, all());
    return result;
  }
  Fit all() {
    Fit result = one();
    while (!lost_ && take_one_of({"AND", "and", "&&"})) result = both(result, one());
    return result;
  }
  Fit one() {
    if (++depth_ > kDeepest) lost_ = true;
    if (lost_) return Fit::untold;
    Fit result = Fit::untold;
    if (take_one_of({"NOT", "not", "!"})) {
      result = negated(one());
    } else if (take_one_of({"("})) {
      result = any();
      expect(")");
    } else {
      result = comparison();
    }
    --depth_;
    return result;
  }
  Fit comparison() {
    const Value left = operand();
    if (take_one_of({"==", "eq", "EQ"})) return same(left, operand());
    if (take_one_of({"!=", "ne", "NE"})) return negated(same(left, operand()));
    if (take_one_of({"<", "<=", ">", ">=", "lt", "le", "gt", "ge"})) {
      operand();
      return Fit::untold;
    }
    if (const bool* truth = std::get_if<bool>(&left)) return of(*truth);
    return Fit::untold;
  }

  Value operand() {
    if (lost_ || at_ == words_.size()) return lost();
    const Word word = words_[at_++];
    if (word.kind == Word::Kind::text) return word.text;
    if (word.kind == Word::Kind::number) return word.number;
    if (word.kind != Word::Kind::name) return lost();
    if (take_one_of({"("})) return call(word.text);
    if (word.text == "true" || word.text == "false") return word.text == "true";
    if (word.text == "null") return Nothing{};
    return word.text.starts_with(kUser) ? attribute(word.text.substr(kUser.size())) : lost();
  }

  Value attribute(const std::string& name) const {
    // Of the account, not of its profile.
    if (name == "id" || name == "status" || name.find('.') != std::string::npos) return Untold{};
    const auto* value = profile_.if_contains(name);
    if (value == nullptr || value->is_null()) return Nothing{};
    if (value->is_string()) return std::string(value->get_string());
    if (value->is_bool()) return value->get_bool();
    if (value->is_number()) return value->to_number<double>();
    return Untold{};
  }

  Value call(const std::string& name) {
    if (++depth_ > kDeepest) return lost();
    std::vector<Value> given;
    if (!take_one_of({")"})) {
      do given.push_back(operand());
      while (!lost_ && take_one_of({","}));
      expect(")");
    }
    --depth_;
    return lost_ ? Value(Untold{}) : result_of(name, given);
  }

  Value result_of(const std::string& name, const std::vector<Value>& given) const {
    std::vector<std::string> texts;
    for (const Value& each : given) {
      const auto* text = std::get_if<std::string>(&each);
      if (text == nullptr) return Untold{};
      texts.push_back(*text);
    }
    if (name == "isMemberOfGroup" || name == "isMemberOfAnyGroup")
      return in_any([&](const Group& group) { return contains(texts, group.id.text()); });
    if (name == "isMemberOfGroupName" && texts.size() == 1)
      return in_any([&](const Group& group) { return group.name == texts[0]; });
    if (texts.size() != 2) return Untold{};
    if (name == "String.equalsIgnoreCase") return same_folded(texts[0], texts[1]);
    if (name == "String.startsWith" && texts[0].starts_with(texts[1])) return true;
    if (name == "String.stringContains" && texts[0].find(texts[1]) != std::string::npos)
      return true;
    const bool compares = name == "String.startsWith" || name == "String.stringContains";
    const bool nor_folded = folded(texts[0]).find(folded(texts[1])) == std::string::npos;
    return compares && nor_folded ? Value(false) : Value(Untold{});
  }

  static bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  }

  // A list that was not read to its end shows no absence.
  template <typename Is>
  Value in_any(const Is& is) const {
    if (std::any_of(groups_.items.begin(), groups_.items.end(), is)) return true;
    return groups_.partial.empty() ? Value(false) : Value(Untold{});
  }

  bool take_one_of(std::initializer_list<std::string_view> wanted) {
    if (at_ == words_.size() || words_[at_].kind == Word::Kind::text) return false;
    const bool there = std::find(wanted.begin(), wanted.end(), words_[at_].text) != wanted.end();
    at_ += there ? 1 : 0;
    return there;
  }
  void expect(std::string_view sign) {
    if (!take_one_of({sign})) lost_ = true;
  }
  Value lost() {
    lost_ = true;
    return Untold{};
  }

  ExpressionWords words_;
  const boost::json::object& profile_;
  const Listed<Group>& groups_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool lost_ = false;
};

}  // namespace

Fit fit(std::string_view expression, const boost::json::object& profile,
        const Listed<Group>& groups) {
  if (expression.size() > kLongest) return Fit::untold;
  auto words = words_in(expression);
  if (!words || words->empty()) return Fit::untold;
  return Reader(*std::move(words), profile, groups).whole().value_or(Fit::untold);
}

std::vector<std::string> attributes_in(std::string_view expression) {
  const ExpressionWords words = words_in(expression).value_or(ExpressionWords());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind != Word::Kind::name || !words[i].text.starts_with(kUser)) continue;
    if (i + 1 < words.size() && words[i + 1].text == "(") continue;  // a function
    std::string name =
        shown(std::string_view(words[i].text).substr(kUser.size()), kLongestAttribute);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace okta
