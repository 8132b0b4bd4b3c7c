#include "okta_emulator/editions.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/embedded_data.hpp"

namespace okta_emulator {
namespace {

namespace json = boost::json;

// The last value whose edition is not later than this one.
const json::value& value_of(const json::object& differences, std::string_view name,
                            std::string_view edition) {
  const json::value* found = nullptr;
  for (const json::value& row : differences.at(name).at("values").as_array()) {
    if (std::string_view(row.at("from").as_string()) <= edition) found = &row.at("value");
  }
  if (found == nullptr) {
    throw std::logic_error("data/editions.json: no " + std::string(name) + " in " +
                           std::string(edition));
  }
  return *found;
}

Edition read_edition(const json::object& differences, std::string name) {
  const auto value = [&](std::string_view what) -> const json::value& {
    return value_of(differences, what, name);
  };
  Edition edition;
  edition.user_etag = value("user_etag").as_bool();
  edition.reset_factors_always = value("reset_factors_always").as_bool();
  edition.deactivate_without_body = value("deactivate_without_body").as_bool();
  edition.content_type = value("content_type").as_string();
  edition.hexadecimal_request_ids = value("hexadecimal_request_ids").as_bool();
  edition.user_types = value("user_types").as_bool();
  edition.credential_emails = value("credential_emails").as_bool();
  edition.status_changed_at_creation = value("status_changed_at_creation").as_bool();
  edition.user_groups_per_page = json::value_to<std::size_t>(value("user_groups_per_page"));
  edition.refusals_are_counted = value("refusals_are_counted").as_bool();
  edition.token_percent = value("token_percent").as_int64();
  edition.activation_path = value("activation_path").as_string();
  edition.group_rule_dates = value("group_rule_dates").as_bool();
  edition.app_extended_properties = value("app_extended_properties").as_bool();
  edition.app_policies = value("app_policies").as_bool();
  edition.app_user_last_sync = value("app_user_last_sync").as_bool();
  edition.name = std::move(name);
  return edition;
}

std::vector<Edition> read_all() {
  const json::value document = json::parse(kEditionsJson);
  const json::object& differences = document.at("differences").as_object();
  std::vector<Edition> all;
  for (const json::value& name : document.at("editions").as_array()) {
    all.push_back(read_edition(differences, std::string(name.as_string())));
  }
  return all;
}

}  // namespace

const std::vector<Edition>& editions() {
  static const std::vector<Edition> parsed = read_all();
  return parsed;
}

const Edition& newest_edition() { return editions().back(); }

const Edition* find_edition(std::string_view name) {
  for (const Edition& edition : editions()) {
    if (edition.name == name) return &edition;
  }
  return nullptr;
}

const Edition& edition_on(std::string_view day) {
  const Edition* found = &editions().front();
  for (const Edition& edition : editions()) {
    if (std::string_view(edition.name) <= day) found = &edition;
  }
  return *found;
}

}  // namespace okta_emulator
