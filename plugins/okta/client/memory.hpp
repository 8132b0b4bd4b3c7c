// What a connection remembers between its calls. Everything here can be read anew and ages; the
// loop's thread alone touches it.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "http/time.hpp"
#include "okta/client/listed.hpp"
#include "okta/model/ids.hpp"
#include "okta/model/role.hpp"
#include "okta/model/rule.hpp"
#include "okta/rules/situation.hpp"
#include "okta/rules/token_power.hpp"

namespace okta {

// A value that counts for some time after it was read.
template <typename T>
class Aging {
 public:
  void keep(T value, back::http::Clock::time_point now) {
    value_.emplace(std::move(value));
    read_at_ = now;
  }
  void forget() { value_.reset(); }
  // nullptr if there is none, or it was read longer ago than that.
  const T* younger_than(std::chrono::seconds age, back::http::Clock::time_point now) const {
    return value_ && now - read_at_ < age ? &*value_ : nullptr;
  }

 private:
  std::optional<T> value_;
  back::http::Clock::time_point read_at_;
};

using GroupRulesRead = std::shared_ptr<const Readable<Listed<GroupRule>>>;

struct Memory {
  std::optional<UserId> token_owner;  // a connection keeps its token
  Aging<Readable<Roles>> owner_roles;
  Refusals refusals;
  Aging<GroupRulesRead> group_rules;
  std::map<GroupId, Aging<std::vector<AppId>>> apps_of_groups;  // that a group grants
  Aging<bool> sees_apps;                                        // any at all
  Aging<bool> tells_membership_rules;  // whether the organisation can name the rules behind one
};

}  // namespace okta
