// Okta as it answered from one month on. What differs, and which recordings show it, stands in
// data/editions.json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace okta_emulator {

struct Edition {
  std::string name;  // the month it begins: "2021-06"
  bool user_etag = true;
  bool reset_factors_always = true;
  bool deactivate_without_body = false;
  std::string content_type;
  bool hexadecimal_request_ids = true;
  bool user_types = true;
  bool credential_emails = true;
  bool status_changed_at_creation = true;
  std::size_t user_groups_per_page = 0;
  bool refusals_are_counted = false;
  std::int64_t token_percent = 0;
  std::string activation_path;  // {0}: the token
  bool group_rule_dates = true;
  bool app_extended_properties = false;
  bool app_policies = true;
  bool app_user_last_sync = false;
};

// Oldest first. They live as long as the program.
const std::vector<Edition>& editions();
const Edition& newest_edition();
const Edition* find_edition(std::string_view name);
// The one in force on a day such as "2021-08-31"; the oldest for days before it.
const Edition& edition_on(std::string_view day);

}  // namespace okta_emulator
