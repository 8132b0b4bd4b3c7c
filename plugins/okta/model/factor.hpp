// A factor of multifactor sign-in that an account has enrolled, under the name people know it by.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "okta/model/ids.hpp"

namespace okta {

struct Factor {
  FactorId id;
  std::string type;  // Okta's word: "push", "sms" ...
  std::string name;  // fit to be shown: "Okta Verify (push) on Dana's iPhone"
  bool active = false;
  std::string status;        // Okta's word, fit to be shown
  bool okta_verify = false;  // one of the rows of Okta Verify, which go together

  // Throws Failure for an answer that is no factor.
  static Factor read(const boost::json::value& value);

  // Being enrolled means that the account has multifactor sign-in. E-mail does not: Okta enrols it
  // by itself; a security question alone is a means of recovery; what is not active yet or any more
  // protects nothing.
  bool is_mfa() const { return active && type != "email" && type != "question"; }
  // Can be asked whether it is really he who calls.
  bool can_push() const { return active && okta_verify && type == "push"; }
};

using Factors = std::vector<Factor>;

Factors read_factors(const boost::json::value& value);
bool has_mfa(const Factors& factors);
// The names of those that are_mfa.
std::vector<std::string> mfa_names(const Factors& factors);

}  // namespace okta
