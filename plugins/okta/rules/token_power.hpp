// What the API token may do: as far as the roles of its owner tell, and what Okta has refused it.
// Which scopes and roles an action takes stands in the manifest. Pure.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "contract/manifest.hpp"
#include "http/time.hpp"
#include "okta/model/role.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

enum class May { yes, no, untold };

// Any of the roles that the manifest names will do. Of a custom role, and of one that is not known
// here, nothing can be told.
May may(const back::contract::Action& action, const Readable<Roles>& owner_roles);

// "It takes the scope okta.users.manage, and one of the roles Super Administrator or ...".
std::string requirements(const back::contract::Action& action);

// Actions that Okta has refused to the token (E0000006). One refusal may be about whom it concerned,
// somebody out of the token's reach: only two, about different ones, speak of the token. A role may
// be granted any time: a refusal counts for a quarter of an hour, and until the action works.
class Refusals {
 public:
  using Clock = back::http::Clock;

  // subject: the id of the account, group or app that it was about.
  void refused(std::string_view action, std::string_view subject, Clock::time_point now);
  void worked(std::string_view action);
  bool stand_against(std::string_view action, std::string_view subject,
                     Clock::time_point now) const;

 private:
  std::map<std::string, std::map<std::string, Clock::time_point, std::less<>>, std::less<>> latest_;
};

struct TokenPower {
  const back::contract::Manifest& manifest;
  const Readable<Roles>& owner_roles;
  const Refusals& refusals;
  back::http::Clock::time_point now;
};

// Why the token cannot do this, with what it takes; nothing if it can, or nobody can tell.
std::optional<Reason> beyond_token(const TokenPower& power, std::string_view action,
                                   std::string_view subject);

}  // namespace okta
