// Who is in which group: adding, and removing.
#include <algorithm>

#include "loop/together.hpp"
#include "okta/client/holdings.hpp"
#include "okta/client/readable.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/model/text.hpp"
#include "okta/rules/lock.hpp"

namespace okta {
namespace {

constexpr std::string_view kMember = "member";
constexpr std::string_view kNoMember = "not a member";

void bar(Item& item, Reason reason) {
  item.plan = Item::Plan::barred;
  item.reason = std::move(reason);
}

void already(Item& item, std::string sentence) {
  item.plan = Item::Plan::nothing;
  item.reason.sentence = std::move(sentence);
}

class Groups : public Memberships {
 public:
  explicit Groups(const Ground& ground) : ground_(ground) {}

  Task<Items> examine() override {
    co_await read_held();
    Items items;
    for (const std::string& id : ground_.wanted) items.push_back({id, id, {}});
    std::vector<Task<>> parts;
    for (Item& item : items) parts.push_back(examine_one(item));
    co_await back::loop::together(std::move(parts));
    co_return items;
  }

  Task<> look(const std::vector<std::string>& ids, Seen& seen) override {
    co_await read_held();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool member = held(ids[i]) != nullptr;
      if (member || held_.partial.empty())
        seen[i] = Shown{is_so(member), std::string(member ? kMember : kNoMember)};
    }
  }

 protected:
  virtual bool is_so(bool member) const = 0;
  // The id is one of a group, and nothing else is known of it yet.
  virtual Task<> judge(Item& item, const GroupId& id) = 0;

  const Group* held(std::string_view id) const {
    const auto found = std::find_if(held_.items.begin(), held_.items.end(),
                                    [&](const Group& each) { return each.id.text() == id; });
    return found == held_.items.end() ? nullptr : &*found;
  }
  const Listed<Group>& all_held() const { return held_; }
  bool all_are_known() const { return held_.partial.empty(); }

  const Ground ground_;

 private:
  Task<> read_held() { held_ = co_await ground_.client.groups_of(ground_.account); }

  Task<> examine_one(Item& item) {
    const auto id = GroupId::from(item.id);
    if (!id) {
      bar(item, {"invalid_id", wrong_id_sentence(GroupKind::kName), ""});
      co_return;
    }
    item.before = held(item.id) != nullptr ? kMember : kNoMember;
    co_await judge(item, *id);
  }

  Listed<Group> held_;
};

class GroupsToAdd : public Groups {
 public:
  using Groups::Groups;
  Task<Sent> send(const Item& item) override {
    return ground_.client.add_member(*GroupId::from(item.id), ground_.account);
  }

 protected:
  bool is_so(bool member) const override { return member; }

  Task<> judge(Item& item, const GroupId& id) override {
    if (const Group* group = held(item.id)) {
      item.name = group->name;
      already(item, "A member already.");
      co_return;
    }
    const auto group = co_await ground_.client.group(id);
    if (!group) {
      bar(item, {"not_found", "Okta has no such group any more.", ""});
      co_return;
    }
    item.name = group->name;
    if (auto lock = lock_of(*group, group->directory)) {
      bar(item, *std::move(lock));
      co_return;
    }
    co_await judge_roles(item, id);
  }

 private:
  // What cannot be read counts against adding.
  Task<> judge_roles(Item& item, const GroupId& id) {
    const Protection& protection = ground_.access.protection;
    if (protection.allow_administrators) co_return;
    const auto roles = co_await readable(ground_.client.group_roles(id));
    if (!roles.was_read() && !protection.rely_on_okta) {
      bar(item,
          {"roles_unreadable",
           "It cannot be told whether the group makes administrators: its roles could not be read.",
           "Give the owner of the API token the permission okta.roles.read, or let an admin switch "
           "on “Rely on Okta to protect administrators” for this connection."});
    } else if (roles.was_read() && !roles.value->empty()) {
      bar(item,
          {"administrator_group",
           "Members of this group are Okta administrators (" + listed(labels(*roles.value)) + ").",
           "Add the person in Okta itself, or let an admin switch on “Allow actions on Okta "
           "administrators”."});
    }
  }
};

class GroupsToRemove : public Groups {
 public:
  using Groups::Groups;
  Task<Sent> send(const Item& item) override {
    return ground_.client.remove_member(*GroupId::from(item.id), ground_.account);
  }

 protected:
  bool is_so(bool member) const override { return !member; }

  Task<> judge(Item& item, const GroupId& id) override {
    if (const Group* group = held(item.id)) {
      item.name = group->name;
      if (auto lock = lock_of(*group, group->directory))
        bar(item, *std::move(lock));
      else
        co_await judge_rules(item, *group);
      co_return;
    }
    const auto group = co_await readable(ground_.client.group(id));
    if (group.was_read() && *group.value) item.name = (*group.value)->name;
    if (all_are_known())
      already(item, "Not a member.");
    else
      bar(item, {"not_read", "Not all groups of the account could be read.", "Try again later."});
  }

 private:
  // Okta leaves whoever is taken out by hand out of the rule for good.
  Task<> judge_rules(Item& item, const Group& group) {
    const okta::Groups one{group};
    const auto read =
        co_await read_holdings(ground_.client, ground_.access, ground_.account, one, all_held());
    const auto holding = read.of.find(group.id);
    if (holding == read.of.end()) co_return;
    const Protection& protection = ground_.access.protection;
    if (auto lock = lock_of(holding->second, protection))
      bar(item, *std::move(lock));
    else if (const auto caution = caution_of(holding->second, protection))
      item.remark = caution->sentence + " " + caution->remedy;
  }
};

}  // namespace

std::unique_ptr<Memberships> groups_to_add(const Ground& ground) {
  return std::make_unique<GroupsToAdd>(ground);
}
std::unique_ptr<Memberships> groups_to_remove(const Ground& ground) {
  return std::make_unique<GroupsToRemove>(ground);
}

}  // namespace okta
