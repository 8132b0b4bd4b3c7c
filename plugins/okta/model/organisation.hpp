// An Okta organisation: what it says of itself to anybody, and what to a credential.
#pragma once

#include <boost/json/value.hpp>
#include <string>

#include "okta/model/ids.hpp"

namespace okta {

// /.well-known/okta-organization, read without a credential.
struct PublicOrganisation {
  OrganisationId id;
  std::string host;  // of _links.organization; empty if it is not https://<host>

  static PublicOrganisation read(const boost::json::value& value);
};

// /api/v1/org
struct Organisation {
  OrganisationId id;
  std::string name;  // fit to be shown

  static Organisation read(const boost::json::value& value);
};

}  // namespace okta
