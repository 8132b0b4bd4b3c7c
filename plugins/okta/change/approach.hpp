// From a call to the account that is to be changed: all that is looked at before a change, whatever
// it is.
#pragma once

#include <cstdint>
#include <optional>

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/client/subject.hpp"
#include "okta/rules/guard.hpp"
#include "okta/rules/offer.hpp"
#include "okta/rules/situation.hpp"
#include "sdk/call.hpp"

namespace okta {

class Approach {
 public:
  // All outlive it.
  Approach(back::sdk::Call& call, const Access& access, back::http::Scope& scope, Client& client)
      : call_(call), access_(access), scope_(scope), client_(client) {}

  // Finds and reads the account. Why nothing can be done: there is not one account, or it is not as
  // the expert saw it. with_factors: they decide. Throws Failure.
  Task<std::optional<Reason>> read(bool with_factors);

  bool found() const { return now_.has_value(); }
  // Once it was found.
  const UserId& account() const { return *id_; }
  const Situation& now() const { return *now_; }

  // It is protected, or not in a state in which Okta offers this.
  std::optional<Reason> not_allowed(const Needs& needs) const;

  // For a note, by Okta's clock and in seconds since 1970: from when on what is as before stays so.
  // The request may leave as late as the deadline.
  std::optional<std::int64_t> tells_from() const;

 private:
  std::optional<Reason> no_single_account(const Subject& subject) const;
  Task<std::optional<Reason>> look_up(const UserId& id, bool with_factors);
  std::optional<Reason> conflict(bool with_factors) const;

  back::sdk::Call& call_;
  const Access& access_;
  back::http::Scope& scope_;
  Client& client_;
  std::optional<UserId> id_;
  std::optional<UserId> token_owner_;
  std::optional<Situation> now_;
  Readable<Roles> roles_;
};

}  // namespace okta
