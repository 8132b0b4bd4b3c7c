#include "okta/model/app.hpp"

#include <algorithm>
#include <string_view>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "an app";
constexpr std::size_t kLongestWord = 80;
constexpr std::size_t kLongestLabel = 255;

Assignment::Scope scope_of(std::string_view scope) {
  if (scope == "USER") return Assignment::Scope::direct;
  if (scope == "GROUP") return Assignment::Scope::group;
  return Assignment::Scope::unknown;
}

Assignment read_assignment(const Fields& user) {
  Assignment assignment;
  assignment.user = UserId::from(user.text("id"));
  assignment.scope = scope_of(user.text_or_empty("scope"));
  assignment.status = shown(user.text_or_empty("status"), kLongestWord);
  if (const auto credentials = user.object_or_none("credentials"))
    assignment.user_name = shown(credentials->text_or_empty("userName"));
  const auto links = user.object_or_none("_links");
  const auto group = links ? links->object_or_none("group") : std::nullopt;
  if (group) {
    const std::string_view href = group->text_or_empty("href");
    assignment.group = GroupId::from(href.substr(href.rfind('/') + 1));
    assignment.group_name = shown(group->text_or_empty("name"), kLongestLabel);
  }
  return assignment;
}

bool has_feature(const Fields& app, std::string_view feature) {
  const auto* features = app.object().if_contains("features");
  if (features == nullptr || !features->is_array()) return false;
  const auto& all = features->get_array();
  return std::any_of(all.begin(), all.end(), [&](const boost::json::value& each) {
    return each.is_string() && each.get_string() == feature;
  });
}

// Okta's word for "no template": whoever assigns the app says the user name.
bool makes_user_names(const Fields& app) {
  const auto credentials = app.object_or_none("credentials");
  const auto form = credentials ? credentials->object_or_none("userNameTemplate") : std::nullopt;
  return !form || form->text_or_empty("type") != "NONE";
}

bool assigns_everybody(const Fields& app) {
  const auto settings = app.object_or_none("settings");
  return settings && back::json::bool_at(settings->object(), "implicitAssignment").value_or(false);
}

}  // namespace

Assignment Assignment::read(const boost::json::value& value) {
  return read_assignment(Fields(value, kWhat));
}

App App::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  auto id = AppId::from(fields.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  App app{.id = *std::move(id)};
  app.name = shown(fields.text_or_empty("name"), kLongestWord);
  app.label = shown(fields.text("label"), kLongestLabel);
  app.status = shown(fields.text("status"), kLongestWord);
  app.sign_on = shown(fields.text_or_empty("signOnMode"), kLongestWord);
  app.implicit = assigns_everybody(fields);
  app.profile_source = has_feature(fields, "PROFILE_MASTERING");
  app.provisions = has_feature(fields, "PUSH_NEW_USERS");
  app.names_accounts = makes_user_names(fields);
  const auto embedded = fields.object_or_none("_embedded");
  if (const auto user = embedded ? embedded->object_or_none("user") : std::nullopt)
    app.assignment = read_assignment(*user);
  return app;
}

}  // namespace okta
