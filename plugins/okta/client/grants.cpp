#include "okta/client/grants.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kGrantsAge = 10min;
constexpr std::size_t kMostAsked = 32;          // groups in one call, each a request or more
constexpr std::size_t kMostRemembered = 4'000;  // groups of one organisation

struct Asked {
  const Group* group;
  Readable<Listed<AppId>> apps;
};

Task<> ask(Client& client, Asked& asked) {
  asked.apps = co_await readable_beside(client.apps_of_group(asked.group->id));
}

// What is remembered is told at once; the rest is to be asked about.
std::vector<Asked> not_remembered(const Access& access, const Groups& groups) {
  std::vector<Asked> rest;
  for (const Group& group : groups) {
    const auto found = access.memory.apps_of_groups.find(group.id);
    const bool known = found != access.memory.apps_of_groups.end() &&
                       found->second.younger_than(kGrantsAge, access.time.now()) != nullptr;
    if (!known) rest.push_back({&group, {}});
  }
  return rest;
}

void remember(const Access& access, std::vector<Asked> asked, std::string& why) {
  auto& kept = access.memory.apps_of_groups;
  for (Asked& each : asked) {
    if (!each.apps.was_read()) {
      why = std::move(each.apps.why);
      continue;
    }
    if (!each.apps.value->partial.empty()) why = each.apps.value->partial;
    kept[each.group->id].keep(std::move(each.apps.value->items), access.time.now());
  }
}

}  // namespace

std::optional<Reason> lock_of(const App& app, const GrantsRead& grants) {
  if (auto lock = lock_of(app)) return lock;
  const auto kept = grants.groups_of.find(app.id);
  return kept == grants.groups_of.end() ? std::nullopt : lock_of_kept(kept->second);
}

Task<GrantsRead> read_grants(Client& client, const Access& access, const Listed<Group>& groups) {
  GrantsRead read;
  if (access.memory.apps_of_groups.size() > kMostRemembered) access.memory.apps_of_groups.clear();
  auto asked = not_remembered(access, groups.items);
  read.too_many = asked.size() > kMostAsked;
  if (!read.too_many) {
    std::vector<Task<>> parts;
    parts.reserve(asked.size());
    for (Asked& each : asked) parts.push_back(ask(client, each));
    co_await back::loop::together(std::move(parts));
    remember(access, std::move(asked), read.why);
  }
  for (const Group& group : groups.items) {
    const auto found = access.memory.apps_of_groups.find(group.id);
    if (found == access.memory.apps_of_groups.end()) continue;
    const auto* apps = found->second.younger_than(kGrantsAge, access.time.now());
    if (apps == nullptr) continue;
    for (const AppId& app : *apps) read.groups_of[app].push_back(group.name);
  }
  for (auto& [app, names] : read.groups_of) std::sort(names.begin(), names.end());
  co_return read;
}

Task<Readable<bool>> sees_apps(Client& client, const Access& access) {
  auto& kept = access.memory.sees_apps;
  if (const bool* sees = kept.younger_than(kGrantsAge, access.time.now()))
    co_return Readable<bool>{*sees, {}};
  auto read = co_await readable_beside(client.lists_apps());
  if (read.was_read()) kept.keep(*read.value, access.time.now());
  co_return read;
}

}  // namespace okta
