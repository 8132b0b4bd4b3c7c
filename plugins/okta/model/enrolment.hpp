// The factors of an account as people count them: Okta Verify is up to three rows that go together,
// every other factor stands alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okta/model/factor.hpp"

namespace okta {

// The id under which Okta Verify is chosen, whatever its rows are.
inline constexpr std::string_view kOktaVerify = "okta_verify";

struct Enrolment {
  std::string id;      // kOktaVerify, or the factor's own
  FactorId lead;       // the row whose removal removes all of it
  std::string name;    // fit to be shown: "Okta Verify"
  std::string detail;  // "Okta Verify (push) on Dana's iPhone, Okta FastPass"; may be empty
  std::vector<FactorId> rows;

  // Chosen by its id, or by that of one of its rows?
  bool is(std::string_view chosen) const;
};

// In the order in which their first rows stand.
std::vector<Enrolment> enrolments(const Factors& factors);

}  // namespace okta
