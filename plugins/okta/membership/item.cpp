#include "okta/membership/item.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "json/strict_json.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::size_t kMost = 200;
constexpr std::size_t kLongest = 600;

constexpr std::array<std::pair<Item::Plan, std::string_view>, 4> kPlans = {
    {{Item::Plan::send, "send"},
     {Item::Plan::nothing, "nothing"},
     {Item::Plan::barred, "barred"},
     {Item::Plan::skipped, "skipped"}}};
constexpr std::array<std::pair<Sent::Kind, std::string_view>, 4> kKinds = {
    {{Sent::Kind::accepted, "accepted"},
     {Sent::Kind::rejected, "rejected"},
     {Sent::Kind::uncertain, "uncertain"},
     {Sent::Kind::not_sent, "not_sent"}}};

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
  return std::find_if(table.begin(), table.end(),
                      [=](const auto& row) { return row.first == value; })
      ->second;
}

back::sdk::Failure not_ours(std::string_view member) {
  back::sdk::Failure failure(BACK_INVALID_INPUT,
                             "The note about the interrupted change cannot be read.");
  failure.with_operator_text("An item of the note has no usable member " + std::string(member) +
                             '.');
  return failure;
}

template <typename Table>
auto named_in(const Table& table, std::string_view name, std::string_view member) {
  const auto found =
      std::find_if(table.begin(), table.end(), [=](const auto& row) { return row.second == name; });
  if (found == table.end()) throw not_ours(member);
  return found->first;
}

std::string text(const json::object& object, std::string_view member) {
  return shown(back::json::string_at(object, member).value_or(""), kLongest);
}

void put(json::object& object, std::string_view member, const std::string& value) {
  if (!value.empty()) object[member] = value;
}

json::object item_json(const Item& item) {
  json::object object{{"id", item.id}, {"name", item.name}, {"plan", name_in(kPlans, item.plan)}};
  put(object, "before", item.before);
  put(object, "code", item.reason.code);
  put(object, "sentence", item.reason.sentence);
  put(object, "remedy", item.reason.remedy);
  put(object, "remark", item.remark);
  if (!item.fate) return object;
  json::object fate{{"kind", name_in(kKinds, item.fate->kind)}};
  put(fate, "code", item.fate->code);
  put(fate, "sentence", item.fate->sentence);
  object["fate"] = std::move(fate);
  return object;
}

Item item_in(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) throw not_ours("items");
  Item item{text(*object, "id"), text(*object, "name"), text(*object, "before")};
  if (item.id.empty()) throw not_ours("id");
  item.plan = named_in(kPlans, text(*object, "plan"), "plan");
  item.reason = {text(*object, "code"), text(*object, "sentence"), text(*object, "remedy")};
  item.remark = text(*object, "remark");
  if (const auto* fate = back::json::object_at(*object, "fate")) {
    item.fate = Fate{named_in(kKinds, text(*fate, "kind"), "fate"), text(*fate, "code"),
                     text(*fate, "sentence")};
  }
  return item;
}

}  // namespace

json::array to_json(const Items& items) {
  json::array list;
  for (const Item& item : items) list.push_back(item_json(item));
  return list;
}

Items items_from_json(const json::array& list) {
  if (list.size() > kMost) throw not_ours("items");
  Items items;
  for (const auto& each : list) items.push_back(item_in(each));
  return items;
}

}  // namespace okta
