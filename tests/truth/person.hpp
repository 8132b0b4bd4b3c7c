// Everything of a person that an action may change: the account, its groups, its apps.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "okta_emulator/organisation.hpp"

namespace truth {

struct Person : okta_emulator::User {
  std::map<std::string, okta_emulator::AppUser> apps;  // by app
  std::set<std::string> by_rule;                       // groups that only a rule put them in

  bool has_directly(const std::string& app) const {
    const auto found = apps.find(app);
    return found != apps.end() && found->second.direct();
  }
};

Person person_in(const okta_emulator::Organisation& organisation, std::string_view key);
// The person as they were; nothing follows from it.
void put(okta_emulator::Organisation& organisation, const Person& person);

}  // namespace truth
