// Groups: lists as Okta searches them, and creating, changing and deleting ordinary ones.
#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/criteria.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paged.hpp"
#include "okta_emulator/text.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kGroupsPerPage = 10000;
constexpr std::size_t kGroupsPerQuestion = 300;
constexpr std::size_t kLongestName = 255;

using Groups = std::vector<const Group*>;

std::vector<std::string> values_of(std::string_view name, const Group& group) {
  if (name == "id") return {group.id};
  if (name == "type") return {group.type};
  if (name == "created") return {iso_time(group.created)};
  if (name == "lastUpdated") return {iso_time(group.last_updated)};
  if (name == "lastMembershipUpdated") return {iso_time(group.last_membership_updated)};
  if (name == "source.id") {
    return group.source.empty() ? std::vector<std::string>{} : std::vector{group.source};
  }
  if (name == "profile.name") return {group.name};
  if (name == "profile.description") {
    return group.description ? std::vector{*group.description} : std::vector<std::string>{};
  }
  if (!name.starts_with("profile.")) return {};
  const json::value* value = group.more.if_contains(name.substr(8));
  if (value == nullptr || value->is_null()) return {};
  return {value->is_string() ? std::string(value->get_string()) : json::serialize(*value)};
}

json::object stats_json(const Call& call, const Group& group) {
  const auto apps = std::count_if(call.state.apps.begin(), call.state.apps.end(),
                                  [&](const auto& app) { return app.second.group(group.id); });
  const std::size_t users =
      group.type == "BUILT_IN" ? call.state.users().size() : group.members.size();
  return {{"usersCount", users},
          {"appsCount", apps},
          {"groupPushMappingsCount", 0},
          {"hasAdminPrivilege", !group.roles.empty()}};
}

// `expand`: stats, and app for the source of an imported group (documented).
json::object listed_group(const Call& call, const Group& group) {
  json::object result = group_json(group, call.base);
  const std::string expand(call.target.parameter("expand").value_or(""));
  json::object embedded;
  if (contains_text(expand, "stats")) embedded["stats"] = stats_json(call, group);
  const auto source = call.state.apps.find(group.source);
  if (contains_text(expand, "app") && source != call.state.apps.end()) {
    const App& app = source->second;
    embedded["app"] = json::object{
        {"id", app.id}, {"name", app.name}, {"label", app.label}, {"signOnMode", app.mode}};
  }
  if (!embedded.empty()) result["_embedded"] = std::move(embedded);
  return result;
}

// Documented: a token of a group administrator does not see Everyone in lists.
bool sees(const Call& call, const Group& group) {
  if (group.type != "BUILT_IN") return true;
  const User* owner = call.state.user_by_id(call.token->user);
  const auto is = [&](std::string_view type) {
    return std::any_of(owner->roles.begin(), owner->roles.end(),
                       [&](const Role& role) { return role.type == type; });
  };
  return !is("USER_ADMIN") || is("SUPER_ADMIN") || is("ORG_ADMIN");
}

void sort_groups(Groups& groups, const Call& call) {
  const auto attribute = call.target.parameter("sortBy");
  if (!attribute) return;
  const bool falling = call.target.parameter("sortOrder") == "desc";
  const auto key = [&](const Group* group) {
    const auto values = values_of(*attribute, *group);
    return values.empty() ? std::string() : lower(values.front());
  };
  std::stable_sort(groups.begin(), groups.end(), [&](const Group* left, const Group* right) {
    return falling ? key(right) < key(left) : key(left) < key(right);
  });
}

Groups chosen_groups(const Call& call) {
  const auto search = call.target.parameter("search");
  const auto filter = call.target.parameter("filter");
  std::optional<Criteria> criteria;
  if (search) {
    criteria = parse_criteria(*search, Dialect::group_search);
  } else if (filter) {
    criteria = parse_criteria(*filter, Dialect::group_filter);
  }
  Groups groups;
  for (const auto& [id, group] : call.state.groups()) {
    const auto values = [&one = group](std::string_view name) { return values_of(name, one); };
    if (sees(call, group) && (!criteria || matches(*criteria, values))) groups.push_back(&group);
  }
  if (search) sort_groups(groups, call);
  return groups;
}

// `q` is the beginning of a name and has no second page: no Link header (rec 072).
Answer answer_question(Call& call, std::string_view question) {
  const Page page = read_page(call, kGroupsPerQuestion, kGroupsPerPage);
  json::array body;
  for (const auto& [id, group] : call.state.groups()) {
    if (body.size() == page.limit) break;
    if (!sees(call, group) || !starts_with_text(group.name, question)) continue;
    body.push_back(listed_group(call, group));
  }
  return json_answer(body);
}

struct GroupDraft {
  std::string name;
  std::optional<std::string> description;
  json::object more;
};

GroupDraft read_draft(const Call& call, const Group* old) {
  const json::object body = call.body();
  const json::value* profile = body.if_contains("profile");
  if (profile == nullptr || !profile->is_object()) {
    throw invalid("profile", "profile: The field cannot be left blank");
  }
  GroupDraft draft;
  for (const auto& [name, value] : profile->get_object()) {
    if (name == "name" && value.is_string()) {
      draft.name = value.get_string();
    } else if (name == "description") {
      if (value.is_string()) draft.description = std::string(value.get_string());
    } else if (name != "name") {
      draft.more[name] = value;
    }
  }
  if (draft.name.empty()) throw invalid("name", "name: The field cannot be left blank");
  if (draft.name.size() > kLongestName) {
    throw invalid("name", "name: The field is too long");  // inferred
  }
  for (const auto& [id, group] : call.state.groups()) {
    if (&group != old && same_text(group.name, draft.name)) {
      throw invalid("name",
                    "name: An object with this field already exists in the current organization");
    }
  }
  return draft;
}

void apply(GroupDraft draft, Group& group, Time now) {
  group.name = std::move(draft.name);
  group.description = std::move(draft.description);
  group.more = std::move(draft.more);
  group.last_updated = now;
}

}  // namespace

Answer list_user_groups(Call& call) {
  const User& user = call.user();
  const std::size_t usual = call.state.organisation.edition->user_groups_per_page;
  std::map<std::string, const Group*> ordered;
  for (const Group* group : call.state.groups_of(user)) ordered[group->id] = group;
  return paged(
      call, read_page(call, usual, usual), ordered, [](const auto& entry) { return entry.first; },
      [&](const auto& entry) { return group_json(*entry.second, call.base); }, {});
}

Answer list_groups(Call& call) {
  if (const auto question = call.target.parameter("q"); question && !question->empty()) {
    return answer_question(call, *question);
  }
  return paged_as_is(
      call, read_page(call, kGroupsPerPage, kGroupsPerPage), chosen_groups(call),
      [](const Group* group) { return group->id; },
      [&](const Group* group) { return listed_group(call, *group); },
      {"filter", "search", "sortBy", "sortOrder"});
}

Answer get_group(Call& call) { return json_answer(listed_group(call, call.group())); }

Answer create_group(Call& call) {
  GroupDraft draft = read_draft(call, nullptr);
  Group fresh;
  fresh.id = call.state.ids.object("00g");
  fresh.created = fresh.last_membership_updated = call.now;
  apply(std::move(draft), fresh, call.now);
  const Group& group = call.state.add_group(std::move(fresh));
  call.targets.push_back(target_of(group));
  return json_answer(group_json(group, call.base));
}

// Documented: only ordinary groups can be changed; the code for others is inferred.
Answer replace_group(Call& call) {
  Group& group = call.group();
  if (group.type != "OKTA_GROUP") throw Problem("E0000006");
  apply(read_draft(call, &group), group, call.now);
  return json_answer(group_json(group, call.base));
}

Answer delete_group(Call& call) {
  const Group& group = call.group();
  if (group.type == "BUILT_IN") throw Problem("E0000006");
  if (!group.roles.empty() && !call.may(Capability::admins_manage)) throw Problem("E0000006");
  call.state.remove_group(std::string(group.id));
  return no_content();
}

}  // namespace okta_emulator::endpoint
