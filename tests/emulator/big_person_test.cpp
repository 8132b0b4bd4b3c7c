// The generated person in very many groups with very many applications.
#include <gtest/gtest.h>

#include <set>

#include "access_company.hpp"

namespace emulator_test {
namespace {

TEST(BigPerson, HasAsManyGroupsAndAppsAsAskedFor) {
  json::object seed = access_seed();
  seed["generate"] =
      json::object{{"person", "bella.big@acme.example"}, {"groups", 368}, {"apps", 250}};
  Company company{seed};
  const std::string id = company.truth("bella.big").id;
  EXPECT_EQ(ids_of_all_pages(company, user_path("bella.big") + "/groups").size(), 368U);
  const std::string query = "/api/v1/apps?limit=200&filter=user.id%20eq%20%22" + id + "%22";
  const auto apps = ids_of_all_pages(company, query);
  EXPECT_EQ(std::set<std::string>(apps.begin(), apps.end()).size(), 250U);
  const auto scopes =
      each_text(company.get(query + "&expand=user/" + id), {"_embedded", "user", "scope"});
  EXPECT_EQ(std::set<std::string>(scopes.begin(), scopes.end()).size(), 2U);
}

TEST(BigPerson, MayBeSomebodyWhoIsThere) {
  json::object seed = access_seed();
  seed["generate"] = json::object{{"person", login_of("sue")}, {"groups", 10}, {"apps", 12}};
  Company company{seed};
  EXPECT_EQ(ids_of_all_pages(company, user_path("sue") + "/groups").size(), 10U);
  const json::value before = company.organisation.snapshot();
  EXPECT_EQ(json::value(Company{before}.organisation.snapshot()), before);
}

}  // namespace
}  // namespace emulator_test
