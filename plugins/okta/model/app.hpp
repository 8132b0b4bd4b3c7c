// An app that an account has, and how it came to it.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/model/ids.hpp"

namespace okta {

// How an account has an app. Okta tells one way only, the direct one if there is one: an app that
// is assigned directly may be kept through a group as well.
struct Assignment {
  enum class Scope { direct, group, unknown };

  Scope scope = Scope::unknown;
  std::optional<UserId> user;
  std::string status;            // Okta's word: "ACTIVE", "IMPLICIT"
  std::string user_name;         // in the app, fit to be shown; may be empty
  std::optional<GroupId> group;  // that grants it, where Okta names it
  std::string group_name;        // fit to be shown

  // Throws Failure for an answer that is no such thing.
  static Assignment read(const boost::json::value& value);
};

struct App {
  AppId id;
  std::string name = {};   // Okta's own: "saasure", "active_directory"
  std::string label = {};  // fit to be shown
  std::string status = {};
  std::string sign_on = {};     // Okta's word: "SAML_2_0"
  bool implicit = false;        // everybody has it, by a setting of the app
  bool profile_source = false;  // profiles come from it
  bool provisions = false;      // Okta makes the account in the app
  bool names_accounts = true;   // Okta makes the user name from the profile
  std::optional<Assignment> assignment = {};

  // Throws Failure for an answer that is no app.
  static App read(const boost::json::value& value);
};

using Apps = std::vector<App>;

}  // namespace okta
