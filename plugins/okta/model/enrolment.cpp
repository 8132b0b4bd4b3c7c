#include "okta/model/enrolment.hpp"

#include <algorithm>
#include <array>

#include "okta/model/text.hpp"

namespace okta {
namespace {

// Documented: removing push or signed_nonce removes all rows of Okta Verify; removing the code alone
// leaves the others.
constexpr std::array<std::string_view, 2> kLeads = {"push", "signed_nonce"};

const Factor& lead_of(const std::vector<const Factor*>& rows) {
  for (const std::string_view type : kLeads) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [=](const Factor* each) { return each->type == type; });
    if (row != rows.end()) return **row;
  }
  return *rows.front();
}

std::string detail_of(const Factor& factor) {
  if (!factor.active) return "not in use (" + factor.status + ")";
  return factor.is_mfa() ? std::string() : "does not count as multifactor";
}

Enrolment okta_verify(const std::vector<const Factor*>& rows) {
  Enrolment enrolment{std::string(kOktaVerify), lead_of(rows).id, "Okta Verify", {}, {}};
  std::vector<std::string> names;
  for (const Factor* each : rows) {
    names.push_back(each->name);
    enrolment.rows.push_back(each->id);
  }
  enrolment.detail = listed(names);
  return enrolment;
}

}  // namespace

bool Enrolment::is(std::string_view chosen) const {
  return id == chosen || std::any_of(rows.begin(), rows.end(),
                                     [=](const FactorId& row) { return row.text() == chosen; });
}

std::vector<Enrolment> enrolments(const Factors& factors) {
  std::vector<const Factor*> verify;
  for (const Factor& each : factors) {
    if (each.okta_verify) verify.push_back(&each);
  }
  std::vector<Enrolment> list;
  for (const Factor& each : factors) {
    if (!each.okta_verify) {
      list.push_back({each.id.text(), each.id, each.name, detail_of(each), {each.id}});
    } else if (&each == verify.front()) {
      list.push_back(okta_verify(verify));
    }
  }
  return list;
}

}  // namespace okta
