// Who may do what: pure functions, applied by the host (the authority) and again by the SDK.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "contract/context.hpp"

namespace back::contract {

struct Verdict {
  bool allowed = false;
  std::string_view code;  // empty if allowed: no_request, foreign_team, not_member, own_request,
                          // not_admin
  std::string sentence;   // for the person; empty if allowed
};

// May the actor act for the request over a connection of these teams? The rules, in this order:
// there is a request with a requester; its team is one of the connection's; the actor is a member
// of that team; the actor is not the requester, neither by id nor by e-mail (ASCII letters in
// either case).
Verdict may_act(std::span<const std::string> connection_teams, const Context& context);

// May the actor see the requester's account? The same rules: what one may see one may act on.
Verdict may_view(std::span<const std::string> connection_teams, const Context& context);

// May the actor see, create, check, edit or remove connections? Admins only.
Verdict may_configure(const Context& context);

// Equal, but for the case of ASCII letters and blanks around.
bool same_email(std::string_view a, std::string_view b);

}  // namespace back::contract
