// A group, as far as its membership is shown and changed here.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "okta/model/ids.hpp"

namespace okta {

struct Group {
  enum class Kind {
    ordinary,  // OKTA_GROUP: its members are managed in Okta
    imported,  // APP_GROUP: in the directory or app that it comes from
    built_in,  // BUILT_IN: Everyone
    unknown,   // a type that this version does not know
  };

  GroupId id;
  Kind kind = Kind::unknown;
  std::string name = {};             // fit to be shown
  std::string description = {};      // the same; may be empty
  std::optional<AppId> source = {};  // of an imported group: the app that it comes from
  std::string directory = {};  // of an imported group: "Active Directory", where its class says so

  bool carries_roles = false;  // its members are administrators; told by lists with statistics only

  // Throws Failure for an answer that is no group.
  static Group read(const boost::json::value& value);
};

using Groups = std::vector<Group>;

}  // namespace okta
