#include "okta_emulator/rule_expression.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/rule_parser.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

namespace json = boost::json;
using Node = RuleExpression::Node;

json::value evaluate(const Node& node, const RuleSubject& subject);

bool truth(const json::value& value) { return value.is_bool() && value.get_bool(); }

// Empty for anything that is no text: a missing attribute fits nothing.
std::string text_of(const json::value& value) {
  return value.is_string() ? std::string(value.get_string()) : std::string();
}

bool same(const json::value& left, const json::value& right) {
  if (left.is_number() && right.is_number()) {
    return left.to_number<double>() == right.to_number<double>();
  }
  return left == right;
}

bool ordered(const std::string& sign, const json::value& left, const json::value& right) {
  double order = 0;
  if (left.is_number() && right.is_number()) {
    order = left.to_number<double>() - right.to_number<double>();
  } else if (left.is_string() && right.is_string()) {
    order = left.get_string().compare(right.get_string());
  } else {
    return false;
  }
  if (sign == "<") return order < 0;
  if (sign == "<=") return order <= 0;
  if (sign == ">") return order > 0;
  return order >= 0;
}

bool member(const Node& node, const RuleSubject& subject) {
  const auto fits_name = [&](const auto& fits) {
    const std::string wanted = text_of(evaluate(node.parts.front(), subject));
    const auto names = subject.group_names();
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return fits(name, wanted); });
  };
  if (node.what == "isMemberOfGroupName") return fits_name(std::equal_to<>());
  if (node.what == "isMemberOfGroupNameStartsWith") {
    return fits_name([](const auto& name, const auto& part) { return name.starts_with(part); });
  }
  if (node.what == "isMemberOfGroupNameContains") {
    return fits_name(
        [](const auto& name, const auto& part) { return name.find(part) != std::string::npos; });
  }
  return std::any_of(node.parts.begin(), node.parts.end(), [&](const Node& part) {
    return subject.in_group(text_of(evaluate(part, subject)));
  });
}

json::value call(const Node& node, const RuleSubject& subject) {
  if (node.what.starts_with("isMember")) return member(node, subject);
  const json::value first = evaluate(node.parts.at(0), subject);
  if (node.what == "String.len") return static_cast<double>(text_of(first).size());
  if (node.what == "String.toLowerCase") return json::string(lower(text_of(first)));
  if (node.what == "String.toUpperCase") {
    std::string text = text_of(first);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return json::string(text);
  }
  const json::value second = evaluate(node.parts.at(1), subject);
  if (node.what == "Arrays.contains") {
    const json::array* list = first.if_array();
    return list != nullptr && std::find(list->begin(), list->end(), second) != list->end();
  }
  if (!first.is_string() || !second.is_string()) return false;
  const std::string held = text_of(first);
  const std::string part = text_of(second);
  if (node.what == "String.equals") return held == part;
  if (node.what == "String.equalsIgnoreCase") return same_text(held, part);
  if (node.what == "String.startsWith") return held.starts_with(part);
  if (node.what == "String.endsWith") return held.ends_with(part);
  return held.find(part) != std::string::npos;
}

json::value evaluate(const Node& node, const RuleSubject& subject) {
  if (node.what == "value") return node.value;
  if (node.what == "user") {
    const json::value* held = subject.profile.if_contains(node.value.get_string());
    return held == nullptr ? json::value(nullptr) : *held;
  }
  const auto part = [&](std::size_t i) { return evaluate(node.parts.at(i), subject); };
  if (node.what == "and") return truth(part(0)) && truth(part(1));
  if (node.what == "or") return truth(part(0)) || truth(part(1));
  if (node.what == "not") return !truth(part(0));
  if (node.what == "==") return same(part(0), part(1));
  if (node.what == "!=") return !same(part(0), part(1));
  if (node.what.front() == '<' || node.what.front() == '>') {
    return ordered(node.what, part(0), part(1));
  }
  return call(node, subject);
}

}  // namespace

RuleExpression::RuleExpression(std::string text)
    : text_(std::move(text)), root_(std::make_shared<const Node>(parse_rule(text_))) {}

bool RuleExpression::matches(const RuleSubject& subject) const {
  return root_ != nullptr && truth(evaluate(*root_, subject));
}

}  // namespace okta_emulator
