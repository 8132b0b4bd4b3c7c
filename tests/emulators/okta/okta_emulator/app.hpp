// An application, who has it, and the groups that grant it.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "okta_emulator/clock.hpp"

namespace okta_emulator {

// One person's account in an application. There is one at most: USER wins over GROUP.
struct AppUser {
  std::string id;     // of the assignment, "0ua…": cursors and appLinks name it
  std::string user;   // id
  std::string group;  // the group that grants it; empty: assigned directly, or implicitly
  bool implicit = false;
  Time created;
  Time last_updated;
  std::optional<Time> password_changed;
  std::string user_name;
  std::string external_id;      // of applications that provision
  boost::json::object profile;  // what was given beyond the mapped attributes

  bool direct() const { return group.empty() && !implicit; }
};

struct AppGroup {
  std::string group;  // id
  std::int64_t priority = 0;
  Time last_updated;
  boost::json::object profile;
};

struct App {
  std::string id;
  std::string name;  // "saasure", "bookmark", "template_swa", "acme_crm_1", …
  std::string label;
  std::string mode;  // signOnMode
  std::string status = "ACTIVE";
  Time created;
  Time last_updated;
  std::string scheme;         // of credentials, empty where the mode has none
  bool implicit = false;      // settings.implicitAssignment: everyone has it
  bool hidden = false;        // not on the dashboard
  bool profile_push = false;  // mapped attributes cannot be given by hand: E0000075
  std::vector<std::string> features;
  std::vector<std::string> required;  // attributes of an app user that must be given
  boost::json::object settings;       // settings.app
  boost::json::object sign_on;        // settings.signOn, or settings.oauthClient
  std::map<std::string, AppUser, std::less<>> users;  // by user id
  std::vector<AppGroup> groups;                       // in the order of their priority

  bool provisions() const;  // it makes accounts: the feature PUSH_NEW_USERS
  const AppGroup* group(std::string_view group_id) const;
};

}  // namespace okta_emulator
