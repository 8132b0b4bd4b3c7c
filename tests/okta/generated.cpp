#include "generated.hpp"

#include <boost/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "world.hpp"

namespace okta_test {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t number) : random_(number) {}

  json::object make() {
    make_groups();
    make_rules();
    make_apps();
    return {{"organisation",
             {{"subdomain", "back-demo"},
              {"domain", "back-demo.okta.com"},
              {"membership_rules", chance(60)}}},
            {"groups", std::move(groups_)},
            {"users", json::array{owner(), gwen(), colleague()}},
            {"rules", std::move(rules_)},
            {"apps", std::move(apps_)},
            {"tokens", json::array{json::object{{"secret", World::kSuperAdmin},
                                                {"user", "owner@back-demo.example"}}}}};
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <std::size_t Size>
  std::string one_of(const char* const (&texts)[Size]) {
    return texts[below(Size)];
  }
  std::string some_group() { return names_[below(names_.size())]; }

  static json::object person(std::string_view login, json::object more) {
    json::object profile{
        {"login", login}, {"email", login}, {"firstName", "G"}, {"lastName", "Generated"}};
    for (const auto& [name, value] : more) profile[name] = value;
    return {{"profile", std::move(profile)}};
  }
  static json::object owner() {
    auto user = person("owner@back-demo.example", {});
    user["roles"] = json::array{"SUPER_ADMIN"};
    return user;
  }
  json::object gwen() {
    auto user = person(kGenerated, {{"department", one_of({"Sales", "Support", "sales"})},
                                    {"city", one_of({"Berlin", "Austin"})},
                                    {"level", below(4)},
                                    {"remote", chance(50)}});
    user["groups"] = some_groups();
    return user;
  }
  json::object colleague() {
    auto user = person(kColleague, {{"department", "Sales"}});
    user["groups"] = some_groups();
    return user;
  }
  json::array some_groups() {
    json::array some;
    for (const std::string& name : names_)
      if (chance(60)) some.emplace_back(name);
    return some;
  }

  void make_groups() {
    groups_.push_back({{"name", "Everyone"}, {"type", "BUILT_IN"}});
    const std::size_t count = 1 + below(25);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = "Group " + std::to_string(i);
      const bool imported = chance(20);
      groups_.push_back({{"name", name}, {"type", imported ? "APP_GROUP" : "OKTA_GROUP"}});
      names_.push_back(name);
      if (!imported) ordinary_.push_back(name);
    }
    // Nobody is in it: who is would be an administrator, and protected.
    if (chance(30))
      groups_.push_back({{"name", "Administrators"}, {"roles", json::array{"USER_ADMIN"}}});
  }

  void make_rules() {
    if (ordinary_.empty()) return;
    const std::size_t count = below(8);
    for (std::size_t i = 0; i < count; ++i) {
      json::object rule{{"name", "Rule " + std::to_string(i)},
                        {"expression", expression()},
                        {"groups", json::array{ordinary_[below(ordinary_.size())]}},
                        {"status", chance(85) ? "ACTIVE" : "INACTIVE"}};
      if (chance(20)) rule["excluded_users"] = json::array{kGenerated};
      if (chance(20)) rule["excluded_groups"] = json::array{some_group()};
      rules_.push_back(std::move(rule));
    }
  }

  std::string expression() {
    const std::string left = term();
    if (chance(50)) return left;
    const std::string right = term();
    return '(' + left + ')' + one_of({" AND ", " or ", " && ", " || "}) + '(' + right + ')';
  }
  // The last of them cannot be told without Okta.
  std::string term() {
    return one_of({R"(user.department=="Sales")", R"(user.department != "Support")",
                   R"(user.city == 'Berlin')", R"(user.level == 2)", R"(user.remote)",
                   R"(NOT user.remote)", R"(user.missing == null)", R"(user.missing == "x")",
                   R"(String.startsWith(user.city, "Ber"))",
                   R"(String.stringContains(user.department, "ale"))",
                   R"(String.equalsIgnoreCase(user.department, "SALES"))",
                   R"(isMemberOfGroupName("Group 0"))", R"(user.level > 1)",
                   R"(String.len(user.city) == 6)", R"(String.toLowerCase(user.city)=="berlin")"});
  }

  void make_apps() {
    const std::size_t count = 1 + below(20);
    for (std::size_t i = 0; i < count; ++i) {
      json::object app{{"label", "App " + std::to_string(i)},
                       {"mode", one_of({"SAML_2_0", "BOOKMARK", "OPENID_CONNECT"})}};
      if (chance(10)) {
        app["name"] = one_of({"okta_enduser", "active_directory", "saasure"});
        app["mode"] = "SAML_2_0";  // a bookmark has one name only
      }
      if (chance(10)) app["implicit"] = true;
      if (chance(10)) app["status"] = "INACTIVE";
      if (chance(10)) app["features"] = json::array{"PROFILE_MASTERING"};
      if (chance(50)) app["groups"] = json::array{chance(10) ? "Everyone" : some_group()};
      json::array users;
      if (chance(60)) users.emplace_back(kGenerated);
      if (chance(40)) users.emplace_back(kColleague);
      app["users"] = std::move(users);
      apps_.push_back(std::move(app));
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> names_, ordinary_;
  json::array groups_, rules_, apps_;
};

}  // namespace

json::object generated_organisation(std::uint64_t number) { return Maker(number).make(); }

}  // namespace okta_test
