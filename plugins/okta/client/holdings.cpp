#include "okta/client/holdings.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "loop/together.hpp"
#include "okta/client/readable.hpp"
#include "okta/rules/expression.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kRulesAge = 60s;   // rules change seldom, and somebody waits
constexpr std::chrono::seconds kFeatureAge = 1h;  // what the organisation can tell, more seldom
constexpr std::size_t kMostAsked = 32;            // memberships in one call, each a request

// A membership that rules may keep.
struct Doubt {
  const Group* group;
  std::vector<const GroupRule*> rules;  // none: the rules themselves could not be read
  Holding holding;
};

// What the organisation's rules leave open; the rest is settled.
std::vector<Doubt> doubts_about(const Groups& groups, const Groups& its_groups,
                                const UserId& account, const Readable<Listed<GroupRule>>& rules,
                                Holdings& settled) {
  std::vector<Doubt> doubts;
  for (const Group& group : groups) {
    if (group.kind != Group::Kind::ordinary) continue;
    if (!rules.was_read()) {
      doubts.push_back({&group, {}, {}});
      continue;
    }
    auto may_hold = rules_that_may_hold(rules.value->items, group.id, account, its_groups);
    if (!may_hold.empty()) {
      Holding perhaps = held_by(Holding::Kind::untold, may_hold);
      doubts.push_back({&group, std::move(may_hold), std::move(perhaps)});
    } else if (rules.value->partial.empty()) {
      settled.emplace(group.id, Holding{Holding::Kind::manual});
    } else {
      settled.emplace(group.id, Holding{});
    }
  }
  return doubts;
}

// As Okta names the rules; what they look at is known from the list.
Holding told_by_okta(const std::vector<HoldingRule>& named, const Doubt& doubt) {
  std::vector<const GroupRule*> known;
  Holding holding{Holding::Kind::manual};
  for (const HoldingRule& rule : named) {
    if (!rule.active) continue;
    holding.kind = Holding::Kind::rule;
    const auto listed = std::find_if(doubt.rules.begin(), doubt.rules.end(),
                                     [&](const GroupRule* each) { return each->id == rule.id; });
    if (listed != doubt.rules.end())
      known.push_back(*listed);
    else
      holding.rules.push_back(rule.name);
  }
  if (known.empty()) return holding;
  Holding whole = held_by(Holding::Kind::rule, known);
  whole.rules.insert(whole.rules.end(), holding.rules.begin(), holding.rules.end());
  return whole;
}

enum class Answer { told, cannot_tell, unread };

Task<Answer> ask(Client& client, const UserId& account, Doubt& doubt) {
  const auto read = co_await readable_beside(client.rules_holding(doubt.group->id, account));
  if (!read.was_read()) co_return Answer::unread;
  if (!*read.value) co_return Answer::cannot_tell;
  doubt.holding = told_by_okta(**read.value, doubt);
  co_return Answer::told;
}

Task<> ask_only(Client& client, const UserId& account, Doubt& doubt) {
  co_await ask(client, account, doubt);
}

// The first one shows whether the organisation can tell at all, unless that is known.
Task<> ask_all(Client& client, const Access& access, const UserId& account,
               std::vector<Doubt>& doubts) {
  auto& tells = access.memory.tells_membership_rules;
  const bool* known = tells.younger_than(kFeatureAge, access.time.now());
  if (doubts.empty() || doubts.size() > kMostAsked || (known != nullptr && !*known)) co_return;
  std::size_t asked = 0;
  if (known == nullptr) {
    const Answer first = co_await ask(client, account, doubts.front());
    if (first == Answer::unread) co_return;
    tells.keep(first == Answer::told, access.time.now());
    if (first == Answer::cannot_tell) co_return;
    asked = 1;
  }
  std::vector<Task<>> parts;
  for (; asked < doubts.size(); ++asked) parts.push_back(ask_only(client, account, doubts[asked]));
  co_await back::loop::together(std::move(parts));
}

bool is_open(const Doubt& doubt) {
  return doubt.holding.kind == Holding::Kind::untold && !doubt.rules.empty();
}

// A rule that surely fits keeps the account there; one that surely does not is not looked at.
Holding concluded(const Doubt& doubt, const boost::json::object& profile,
                  const Listed<Group>& its_groups) {
  std::vector<const GroupRule*> surely;
  std::vector<const GroupRule*> perhaps;
  for (const GroupRule* rule : doubt.rules) {
    const Fit fits = fit(rule->expression, profile, its_groups);
    if (fits == Fit::yes) surely.push_back(rule);
    if (fits == Fit::untold) perhaps.push_back(rule);
  }
  if (!surely.empty()) return held_by(Holding::Kind::rule, surely);
  return held_by(perhaps.empty() ? Holding::Kind::manual : Holding::Kind::untold, perhaps);
}

Task<> conclude_all(Client& client, const UserId& account, std::vector<Doubt>& doubts,
                    const Listed<Group>& its_groups) {
  if (std::none_of(doubts.begin(), doubts.end(), is_open)) co_return;
  const auto profile = co_await readable_beside(client.profile(account));
  if (!profile.was_read()) co_return;
  for (Doubt& doubt : doubts) {
    if (is_open(doubt)) doubt.holding = concluded(doubt, *profile.value, its_groups);
  }
}

}  // namespace

// That the token may not read them is remembered, too; what is only the moment's is not.
Task<GroupRulesRead> group_rules(Client& client, const Access& access) {
  auto& kept = access.memory.group_rules;
  if (const auto* rules = kept.younger_than(kRulesAge, access.time.now())) co_return *rules;
  auto rules = std::make_shared<Readable<Listed<GroupRule>>>();
  *rules = co_await readable_beside(client.group_rules());
  if (rules->was_read() || rules->refused) kept.keep(rules, access.time.now());
  co_return rules;
}

Task<HoldingsRead> read_holdings(Client& client, const Access& access, const UserId& account,
                                 const Groups& groups, const Listed<Group>& its_groups) {
  const GroupRulesRead known = co_await group_rules(client, access);
  const Readable<Listed<GroupRule>>& rules = *known;
  HoldingsRead read;
  auto doubts = doubts_about(groups, its_groups.items, account, rules, read.of);
  co_await ask_all(client, access, account, doubts);
  co_await conclude_all(client, account, doubts, its_groups);
  const bool any_unknown = std::any_of(doubts.begin(), doubts.end(), [](const Doubt& doubt) {
    return doubt.holding.kind == Holding::Kind::untold && doubt.rules.empty();
  });
  if (any_unknown) read.why = rules.why;
  if (rules.was_read()) read.why = rules.value->partial;
  for (Doubt& doubt : doubts) read.of.emplace(doubt.group->id, std::move(doubt.holding));
  co_return read;
}

}  // namespace okta
