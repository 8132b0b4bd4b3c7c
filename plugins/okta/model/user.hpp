// An Okta account, as much of it as decides. Nothing else of Okta's answer is kept.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "okta/model/ids.hpp"
#include "okta/model/status.hpp"

namespace okta {

struct User {
  UserId id;
  Status status = Status::unknown;
  std::string status_code = {};               // Okta's word, fit to be shown
  std::optional<std::string> moving_to = {};  // the status that Okta is still working towards
  // Of _links; none: the answer does not say (a list, or a transition).
  std::optional<Operations> published = {};
  std::string login = {}, email = {};  // as Okta wrote them, to be compared
  std::string name = {};               // fit to be shown: "Dana Reyes"
  std::string provider = {};           // "OKTA", "ACTIVE_DIRECTORY" ...

  // Throws Failure for an answer that is no user.
  static User read(const boost::json::value& value);

  // Okta keeps the password, as opposed to a directory or an identity provider. Unknown counts as yes:
  // Okta decides.
  bool has_okta_password() const {
    return provider.empty() || provider == "OKTA" || provider == "IMPORT";
  }
  bool moving() const { return moving_to.has_value() || status == Status::activating; }
  // "Active", or "Active, changing to Deactivated".
  std::string status_label() const;
  // What may be done now: _links first, the table of statuses where they say nothing.
  Operations permitted() const { return published ? *published : row_of(status).permitted; }
  // _links and the table say different things.
  bool links_disagree() const { return published && *published != row_of(status).permitted; }
};

// Is it the person with that e-mail address? By login or e-mail, ASCII letters in either case.
bool answers_to(const User& user, std::string_view email);

}  // namespace okta
