// Changing several memberships in one call, from the expert's click to what really became of each:
// the account is looked at as before every change, only the difference is sent, each request has a
// note of its own, and fresh reads tell the end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okta/actions/action.hpp"
#include "okta/change/approach.hpp"
#include "okta/change/watch.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/membership/story.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

class MembershipChange {
 public:
  // All outlive it. The action is one with memberships.
  MembershipChange(back::sdk::Call& call, const Access& access, const Action& action,
                   back::http::Scope& scope);

  // Throws Failure only as long as nothing was sent.
  Task<back::sdk::Reply> run();

 private:
  Task<> send_all();
  Task<> send_one(Item& item, std::string step);
  Task<> send_lost_ones_again(const Readings& readings);
  boost::json::object note(const Item& item, std::string step) const;
  bool anything_sent() const;
  void learn() const;

  back::sdk::Call& call_;
  const Access& access_;
  const Action& action_;
  back::http::Scope& scope_;
  Client client_;
  Approach approach_;
  std::unique_ptr<Memberships> memberships_;
  Items items_;
  std::optional<Fate> stopped_;  // why nothing more is sent
  LastSent last_;
  std::size_t forbidden_ = 0;  // requests that Okta refused to the token
  std::size_t answered_ = 0;   // of all that were sent
  std::vector<std::string> request_ids_;
};

}  // namespace okta
