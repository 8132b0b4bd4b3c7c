// Groups as far as an account view needs them: lists, members, and the membership of ordinary
// groups.
#include <boost/json.hpp>

#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paging.hpp"
#include "okta_emulator/text.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kGroupsPerPage = 10000;
constexpr std::size_t kMembersPerPage = 1000;

// One page out of an ordered range; `next` is the last id when more follow.
template <typename Range, typename IdOf, typename Write>
Answer paged(Call& call, const Page& page, const Range& range, IdOf id_of, Write write) {
  json::array body;
  std::string last;
  bool more = false;
  for (const auto& entry : range) {
    if (!page.after.empty() && id_of(entry) <= page.after) continue;
    if (body.size() == page.limit) {
      more = true;
      break;
    }
    body.push_back(write(entry));
    last = id_of(entry);
  }
  Answer answer = json_answer(body);
  add_links(answer, call, page, more ? last : std::string(), {"q"});
  return answer;
}

}  // namespace

Answer list_user_groups(Call& call) {
  const User& user = call.user();
  const std::size_t usual = call.state.organisation.edition->user_groups_per_page;
  std::map<std::string, const Group*> ordered;
  for (const Group* group : call.state.groups_of(user)) ordered[group->id] = group;
  return paged(
      call, read_page(call, usual, usual), ordered, [](const auto& entry) { return entry.first; },
      [&](const auto& entry) { return group_json(*entry.second, call.base); });
}

Answer list_groups(Call& call) {
  const auto question = call.target.parameter("q");
  if (question && !question->empty()) {  // not pageable: no Link header (rec 072)
    const Page page = read_page(call, 300, kGroupsPerPage);
    json::array body;
    for (const auto& [id, group] : call.state.groups()) {
      if (body.size() == page.limit) break;
      if (starts_with_text(group.name, *question)) body.push_back(group_json(group, call.base));
    }
    return json_answer(body);
  }
  return paged(
      call, read_page(call, kGroupsPerPage, kGroupsPerPage), call.state.groups(),
      [](const auto& entry) { return entry.first; },
      [&](const auto& entry) { return group_json(entry.second, call.base); });
}

Answer get_group(Call& call) { return json_answer(group_json(call.group(), call.base)); }

Answer list_group_members(Call& call) {
  const Group& group = call.group();
  const Page page = read_page(call, kMembersPerPage, kMembersPerPage);
  if (group.type == "BUILT_IN") {
    return paged(
        call, page, call.state.users(), [](const auto& entry) { return entry.first; },
        [&](const auto& entry) { return listed_user_json(entry.second, call.state, call.base); });
  }
  return paged(
      call, page, group.members, [](const auto& id) { return id; },
      [&](const auto& id) {
        return listed_user_json(*call.state.user_by_id(id), call.state, call.base);
      });
}

Answer add_group_member(Call& call) {
  Group& group = call.group();
  User& user = call.user(1);
  if (group.type != "OKTA_GROUP") throw Problem("E0000060");  // reported for Everyone
  call.state.join(group, user);
  group.last_membership_updated = call.now;
  return no_content();
}

Answer remove_group_member(Call& call) {
  Group& group = call.group();
  User& user = call.user(1);
  if (group.type != "OKTA_GROUP") throw Problem("E0000006");  // reported for Everyone and imported
  call.state.leave(group, user);
  group.last_membership_updated = call.now;
  return no_content();
}

}  // namespace okta_emulator::endpoint
