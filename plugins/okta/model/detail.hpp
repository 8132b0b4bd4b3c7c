// What the view shows of an Okta account besides what decides: profile fields and times.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "okta/model/user.hpp"

namespace okta {

struct Detail {
  std::string_view id, label, section;  // section: of the manifest
  std::string value;                    // fit to be shown
};

struct UserInFull {
  User user;
  std::vector<Detail> details;

  // Throws Failure for an answer that is no user.
  static UserInFull read(const boost::json::value& value);
};

}  // namespace okta
