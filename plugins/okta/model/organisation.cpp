#include "okta/model/organisation.hpp"

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the organisation";
constexpr std::string_view kScheme = "https://";

OrganisationId id_of(const Fields& fields) {
  auto id = OrganisationId::from(fields.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  return *std::move(id);
}

// Only compared with the configured host, never used as an address.
std::string host_of(const Fields& fields) {
  const auto links = fields.object_or_none("_links");
  const auto organisation = links ? links->object_or_none("organization") : std::nullopt;
  if (!organisation) return {};
  std::string_view address = organisation->text_or_empty("href");
  if (!address.starts_with(kScheme)) return {};
  address.remove_prefix(kScheme.size());
  if (address.ends_with('/')) address.remove_suffix(1);
  return shown(address);
}

}  // namespace

PublicOrganisation PublicOrganisation::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  return {id_of(fields), host_of(fields)};
}

Organisation Organisation::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  return {id_of(fields), shown(fields.text_or_empty("companyName"))};
}

}  // namespace okta
