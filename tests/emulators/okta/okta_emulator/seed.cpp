#include "okta_emulator/seed.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/access.hpp"
#include "okta_emulator/big_person.hpp"
#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/seed_access.hpp"
#include "okta_emulator/seed_users.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

const Edition& read_edition(JsonReader& reader) {
  const std::string name = reader.text("edition", newest_edition().name);
  if (const Edition* edition = find_edition(name)) return *edition;
  std::string known;
  for (const Edition& edition : editions()) known += (known.empty() ? "" : ", ") + edition.name;
  reader.refuse("edition", "is none of " + known + ": " + name);
}

void read_organisation(const json::value& value, State& state) {
  JsonReader reader(value, "organisation");
  Profile& organisation = state.organisation;
  organisation.subdomain = reader.required_text("subdomain");
  organisation.domain = lower(reader.text("domain", organisation.subdomain + ".okta.com"));
  organisation.custom_domain = lower(reader.text("custom_domain", ""));
  organisation.company = reader.text("company", organisation.subdomain);
  organisation.pipeline = reader.text("pipeline", "idx");
  organisation.website = reader.text("website", "https://" + organisation.subdomain + ".example");
  organisation.id = read_id(reader, "id", "00o", state.ids);
  organisation.user_type = read_id(reader, "user_type", "oty", state.ids);
  organisation.user_schema = reader.text("user_schema", "osc" + organisation.user_type.substr(3));
  organisation.edition = &read_edition(reader);
  organisation.membership_rules = reader.boolean("membership_rules", true);
  organisation.created =
      read_time(reader, "created").value_or(*parse_iso_time("2024-03-01T09:00:00Z"));
  reader.finish();
}

Ids read_ids(const json::value& document) {
  const json::value* value = document.get_object().if_contains("ids");
  if (value == nullptr) return Ids();
  JsonReader reader(*value, "ids");
  const auto number = [&](std::string_view name, std::uint64_t otherwise) {
    const json::value* given = reader.any(name);
    if (given == nullptr) return otherwise;
    boost::system::error_code error;
    const auto parsed = given->to_number<std::uint64_t>(error);
    if (error) reader.refuse(name, "must be a number and not negative");
    return parsed;
  };
  const std::uint64_t seed = number("seed", 1);
  const std::uint64_t used = number("used", 0);
  reader.finish();
  return Ids(seed, used);
}

void read_group(const json::value& value, State& state) {
  JsonReader reader(value, "a group");
  Group group;
  group.name = reader.required_text("name");
  group.type = reader.text("type", "OKTA_GROUP");
  group.id = read_id(reader, "id", "00g", state.ids);
  if (const json::value* description = reader.any("description")) {
    if (!description->is_string()) reader.refuse("description", "must be a string");
    group.description = std::string(description->get_string());
  }
  group.created = read_time(reader, "created").value_or(state.organisation.created);
  group.last_updated = read_time(reader, "last_updated").value_or(group.created);
  group.last_membership_updated =
      read_time(reader, "last_membership_updated").value_or(group.created);
  group.roles = read_roles(reader, state, group.created);
  group.source = reader.text("source", "");
  if (const json::object* more = reader.object("profile")) group.more = *more;
  if (const json::array* members = reader.array("by_rule")) {  // only snapshots say it
    for (const json::value& id : *members) group.by_rule.emplace(id.as_string());
  }
  reader.finish();
  if (state.find_group(group.id) != nullptr) reader.refuse("id", "is taken: " + group.id);
  state.add_group(std::move(group));
}

void read_token(const json::value& value, State& state) {
  JsonReader reader(value, "a token");
  Token token;
  token.id = read_id(reader, "id", "00T", state.ids);
  token.name = reader.text("name", "API token");
  const std::string secret = reader.text("secret", "");
  token.hash = reader.text("hash", secret.empty() ? "" : sha256_hex(secret));
  if (token.hash.empty()) reader.refuse("secret", "is missing (or give \"hash\", its SHA-256)");
  const std::string owner = reader.required_text("user");
  const User* user = state.find_user(owner);
  if (user == nullptr) reader.refuse("user", "names nobody: " + owner);
  token.user = user->id;
  token.created = read_time(reader, "created").value_or(state.organisation.created);
  reader.finish();
  state.add_token(std::move(token));
}

template <typename Read>
void each(const json::array* list, Read read) {
  if (list == nullptr) return;
  for (const json::value& value : *list) read(value);
}

std::size_t read_count(JsonReader& reader, std::string_view name, std::size_t otherwise) {
  constexpr std::int64_t kMost = 20'000;
  const std::int64_t count = reader.integer(name, static_cast<std::int64_t>(otherwise));
  if (count < 0 || count > kMost) reader.refuse(name, "must lie between 0 and 20,000");
  return static_cast<std::size_t>(count);
}

// The log begins with what a seed says, not with what its rules and groups bring about at once.
void read_access(JsonReader& reader, State& state, Time now) {
  each(reader.array("apps"), [&](const json::value& value) { read_app(value, state); });
  each(reader.array("rules"), [&](const json::value& value) { read_rule(value, state); });
  each(reader.array("pushes"), [&](const json::value& value) { read_push(value, state); });
  resolve_sources(state);
  settle_access(state, state.organisation.created);
  if (const json::value* value = reader.any("generate")) {
    JsonReader wanted(*value, "whom to generate");
    BigPerson person;
    person.login = wanted.required_text("person");
    person.groups = read_count(wanted, "groups", person.groups);
    person.apps = read_count(wanted, "apps", person.apps);
    wanted.finish();
    add_big_person(state, person);
  }
  state.log.clear();
  each(reader.array("log"), [&](const json::value& value) { read_event(value, state, now); });
}

}  // namespace

Seed parse_seed(const json::value& document, Time now) {
  JsonReader reader(document, "the seed");
  Seed seed;
  State& state = seed.state;
  reader.any("about");
  reader.any("ids");
  state.ids = read_ids(document);
  const json::value* organisation = reader.any("organisation");
  if (organisation == nullptr) reader.refuse("organisation", "is missing");
  read_organisation(*organisation, state);
  seed.rates = read_rates(reader.any("rate_limits"), *state.organisation.edition);
  seed.consistency = read_consistency(reader.any("consistency"));
  each(reader.array("groups"), [&](const json::value& value) { read_group(value, state); });
  each(reader.array("users"), [&](const json::value& value) { read_user(value, state); });
  each(reader.array("tokens"), [&](const json::value& value) { read_token(value, state); });
  read_access(reader, state, now);
  reader.finish();
  return seed;
}

}  // namespace okta_emulator
