#include "okta/model/rule.hpp"

#include <initializer_list>
#include <optional>

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::string_view kWhat = "a group rule";
constexpr std::size_t kLongestName = 255;

// The list at the end of a path of members; nothing where the path ends early.
const json::array* list_at(const Fields& rule, std::initializer_list<std::string_view> path) {
  const json::value* found = nullptr;
  const json::object* here = &rule.object();
  for (const std::string_view name : path) {
    found = here == nullptr ? nullptr : here->if_contains(name);
    if (found == nullptr || found->is_null()) return nullptr;
    here = found->if_object();
  }
  if (!found->is_array()) throw wrong_answer(kWhat, *(path.end() - 1));
  return &found->get_array();
}

// What is no id of that kind concerns nobody here.
template <typename Id>
std::vector<Id> ids_at(const Fields& rule, std::initializer_list<std::string_view> path) {
  std::vector<Id> ids;
  const json::array* list = list_at(rule, path);
  if (list == nullptr) return ids;
  for (const auto& each : *list) {
    auto id = each.is_string() ? Id::from(each.get_string()) : std::nullopt;
    if (id) ids.push_back(*std::move(id));
  }
  return ids;
}

RuleId id_of(const Fields& rule) {
  auto id = RuleId::from(rule.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  return *std::move(id);
}

}  // namespace

GroupRule GroupRule::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  GroupRule rule{.id = id_of(fields)};
  rule.name = shown(fields.text("name"), kLongestName);
  rule.active = fields.text("status") == "ACTIVE";
  rule.groups = ids_at<GroupId>(fields, {"actions", "assignUserToGroups", "groupIds"});
  rule.left_out = ids_at<UserId>(fields, {"conditions", "people", "users", "exclude"});
  rule.groups_left_out = ids_at<GroupId>(fields, {"conditions", "people", "groups", "exclude"});
  const auto conditions = fields.object_or_none("conditions");
  const auto expression = conditions ? conditions->object_or_none("expression") : std::nullopt;
  if (expression) rule.expression = expression->text_or_empty("value");
  return rule;
}

HoldingRule HoldingRule::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  HoldingRule rule{.id = id_of(fields)};
  rule.name = shown(fields.text("name"), kLongestName);
  const std::string_view status = fields.text_or_empty("status");
  rule.active = status.empty() || status == "ACTIVE";
  return rule;
}

}  // namespace okta
