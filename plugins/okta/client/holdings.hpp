// Which memberships group rules keep: asked of Okta for each that a rule may keep where the
// organisation can tell, else concluded from the rules and the profile.
#pragma once

#include <string>

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/rules/holding.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// The organisation's rules, as they were at most a minute ago; never nullptr. Throws Failure only for what
// concerns the whole call.
Task<GroupRulesRead> group_rules(Client& client, const Access& access);

struct HoldingsRead {
  Holdings of;      // every ordinary group that was given
  std::string why;  // some are untold, because rules could not be read: a sentence
};

// How the account came to be in those of these groups that are ordinary. its_groups: all of its
// groups, which rules may look at. Throws Failure only for what concerns the whole call.
Task<HoldingsRead> read_holdings(Client& client, const Access& access, const UserId& account,
                                 const Groups& groups, const Listed<Group>& its_groups);

}  // namespace okta
