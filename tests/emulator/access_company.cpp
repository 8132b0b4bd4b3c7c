#include "access_company.hpp"

#include <gtest/gtest.h>

namespace emulator_test {
namespace {

std::string numbered(std::string_view prefix, int number) {
  const std::string digits = std::to_string(number);
  return std::string(prefix) + std::string(17 - digits.size(), '0') + digits;
}

json::array groups() {
  const auto group = [](int number, std::string_view name, std::string_view type = "OKTA_GROUP") {
    return json::object{{"id", group_id(number)}, {"name", name}, {"type", type}};
  };
  json::object imported = group(kImported, "AD Berlin", "APP_GROUP");
  imported["source"] = "Directory";
  imported["profile"] = json::object{{"samAccountName", "berlin"}};
  json::object admins = group(kAdmins, "Admins");
  admins["roles"] = json::array{"USER_ADMIN"};
  json::object sales = group(kSales, "Sales");
  sales["description"] = "Sells";
  return {sales, group(kEveryone, "Everyone", "BUILT_IN"), imported,
          group(kEngineering, "Engineering"), admins};
}

json::object app(int number, std::string_view label, std::string_view mode, json::object more) {
  more["id"] = app_id(number);
  more["label"] = label;
  more["mode"] = mode;
  return more;
}

json::array apps() {
  return {
      app(kWiki, "Wiki", "BOOKMARK", {{"settings", {{"url", "https://wiki.example"}}}}),
      app(kLedger, "Ledger", "BROWSER_PLUGIN", {{"groups", {"Sales"}}}),
      app(kCrm, "Crm", "SAML_2_0",
          {{"name", "salesforce"},
           {"features", {"PUSH_NEW_USERS"}},
           {"required", {"role"}},
           {"profile_push", true}}),
      app(kDashboard, "Okta Dashboard", "OPENID_CONNECT",
          {{"name", "okta_enduser"}, {"groups", {"Everyone"}}}),
      app(kOld, "Old", "AUTO_LOGIN", {{"status", "INACTIVE"}}),
      app(kDirectory, "Directory", "AUTO_LOGIN", {{"name", "active_directory"}, {"scheme", ""}}),
      app(kChat, "Chat", "OPENID_CONNECT", {{"implicit", true}})};
}

}  // namespace

std::string group_id(int number) { return numbered("00g", number); }
std::string app_id(int number) { return numbered("0oa", number); }
std::string group_path(int number) { return "/api/v1/groups/" + group_id(number); }
std::string app_path(int number) { return "/api/v1/apps/" + app_id(number); }

json::object access_seed() {
  json::object seed =
      seed_of({person("pat"), person("sue", "ACTIVE", {{"groups", {"Sales", "AD Berlin"}}}),
               person("gone", "DEPROVISIONED")});
  seed["users"].as_array()[1].at("profile").as_object()["department"] = "Engineering";
  seed["groups"] = groups();
  seed["apps"] = apps();
  seed["rules"] = json::array{json::object{{"id", kRule},
                                           {"name", "Engineers"},
                                           {"expression", "user.department==\"Engineering\""},
                                           {"groups", {"Engineering"}}}};
  return seed;
}

void expect_exchanges(Company& company, const std::vector<Exchange>& table) {
  for (const Exchange& row : table) {
    SCOPED_TRACE(row.method + ' ' + row.target + ' ' + row.body);
    const Answer answer = company.send(row.method, row.target, row.body);
    EXPECT_EQ(answer.status, row.status) << answer.body;
    if (!row.code.empty() || answer.status >= 400) {
      EXPECT_EQ(code_of(answer), row.code) << answer.body;
    }
  }
}

json::value answer_to(Company& company, const std::string& target) {
  const Answer answer = company.get(target);
  EXPECT_EQ(answer.status, 200) << target << ": " << answer.body;
  return body_of(answer);
}

std::vector<std::string> each_text(const Answer& answer, std::initializer_list<const char*> path) {
  std::vector<std::string> texts;
  const json::value body = body_of(answer);
  if (!body.is_array()) {
    ADD_FAILURE() << "no list: " << answer.body;
    return texts;
  }
  for (const json::value& entry : body.get_array()) {
    const json::value* here = &entry;
    for (const char* name : path) here = &here->at(name);
    texts.emplace_back(here->as_string());
  }
  return texts;
}

std::string link_of(const Answer& answer, std::string_view relation) {
  const std::string ending = ">; rel=\"" + std::string(relation) + '"';
  for (const auto& [name, value] : answer.headers) {
    if (name != "link" || !value.ends_with(ending)) continue;
    const auto path = value.find("/api/");
    return value.substr(path, value.size() - path - ending.size());
  }
  return {};
}

std::vector<std::string> ids_of_all_pages(Company& company, std::string target) {
  std::vector<std::string> ids;
  for (int page = 0; page < 1000 && !target.empty(); ++page) {
    const Answer answer = company.get(target);
    EXPECT_EQ(answer.status, 200) << target << ": " << answer.body;
    for (std::string& id : each_text(answer, {"id"})) ids.push_back(std::move(id));
    target = link_of(answer, "next");
  }
  EXPECT_TRUE(target.empty()) << "the pages do not end";
  return ids;
}

}  // namespace emulator_test
