// How a user, a factor, a role and a group look on the wire.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

// What "okta-response=…" in the Content-Type of a request asks to leave out.
struct Omissions {
  bool credentials = false;
  bool credentials_links = false;
  bool transition = false;
};
Omissions omissions_of(std::string_view content_type);

boost::json::object user_json(const User& user, const State& state, const std::string& base,
                              Omissions omit = {});
// An entry of a list: of all links only self.
boost::json::object listed_user_json(const User& user, const State& state, const std::string& base,
                                     Omissions omit = {});
std::string etag(const User& user);

boost::json::object factor_json(const Factor& factor, const User& user, const std::string& base);
boost::json::object role_json(const Role& role, std::string_view assignment,
                              const std::string& assignee);
boost::json::object group_json(const Group& group, const std::string& base);

boost::json::value time_json(const std::optional<Time>& time);

}  // namespace okta_emulator
