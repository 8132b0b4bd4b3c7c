// A hundred thousand hostile texts, in every place where an id, a name or a cursor comes from outside:
// from the host, and from Okta. Whatever happens, only requests of the plugin's own are sent, and
// nothing is ever removed but a leaf.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "figures.hpp"
#include "hostile_text.hpp"
#include "lying_okta.hpp"
#include "path_templates.hpp"

namespace okta_test {
namespace {

using Random = std::mt19937_64;

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";
constexpr std::size_t kCallsOfAStage = 200;

template <typename List>
const auto& one_of(const List& list, Random& random) {
  return list[random() % list.size()];
}

// A value of the manifest's kind, or a hostile one.
json::value hostile_field(const json::object& field, Random& random) {
  if (field.at("type").as_string() == "boolean") return random() % 2 == 0;
  if (const json::value* choices = field.if_contains("choices"); choices && random() % 4 != 0)
    return one_of(choices->as_array(), random).at("value");
  if (random() % 2 == 0) return json::string(hostile_text(random));
  json::array several;
  for (std::uint64_t n = random() % 4; n > 0; --n) several.emplace_back(hostile_text(random));
  return several;
}

json::object hostile_input(const json::object& action, Random& random) {
  json::object input;
  if (const json::value* fields = action.if_contains("input")) {
    for (const json::value& field : fields->as_array()) {
      input[field.at("id").as_string()] = hostile_field(field.as_object(), random);
    }
  }
  return input;
}

json::object hostile_state(Random& random) {
  return {{"account", hostile_text(random)},
          {"login", hostile_text(random)},
          {"name", hostile_text(random)},
          {"status", random() % 2 == 0 ? std::string("ACTIVE") : hostile_text(random)}};
}

// One call with a hostile text somewhere the host can put one, or with honest input to an Okta that
// lies.
back::testing::Asked hostile_call(LyingOkta& okta, Random& random) {
  const json::array& actions = okta.manifest().at("actions").as_array();
  const json::object& action = one_of(actions, random).as_object();
  back::testing::Asked asked;
  asked.kind = BACK_KIND_EXECUTE;
  asked.name = action.at("id").as_string();
  asked.input = hostile_input(action, random);
  asked.context = World::context(kNoah);
  const std::uint64_t place = random() % 8;
  okta.lie(place >= 5);
  if (place == 0) asked.context["account"] = hostile_text(random);
  if (place == 1) asked.context["seen"] = hostile_state(random);
  if (place == 2) asked.context["requester"].as_object()["email"] = hostile_text(random) + "@x";
  if (place == 3) {
    asked.kind = BACK_KIND_SETTLE;
    asked.input = {{"action", asked.name},
                   {"input", asked.input},
                   {"note", json::object{{"step", hostile_text(random)},
                                         {"target", hostile_text(random)},
                                         {"before", hostile_state(random)}}}};
    asked.name.clear();
  }
  if (place == 4 || place == 5) {
    asked.kind = BACK_KIND_QUERY;
    asked.name = place == 5 ? "requester" : "options";
    asked.input = {};
    if (place == 4)
      asked.input = {{"source", hostile_text(random)},
                     {"text", hostile_text(random)},
                     {"cursor", hostile_text(random)}};
  }
  return asked;
}

TEST(HostileIds, LeadToNoRequestButThePluginsOwnAndRemoveNothingButALeaf) {
  const auto portion = back::testing::portion_of("hostile ids, names and cursors", 100'000);
  SCOPED_TRACE(portion.seed);
  Random random(portion.seed);
  std::unique_ptr<LyingOkta> okta;
  std::size_t requests = 0;
  std::size_t strays = 0;
  for (std::size_t i = 0; i < portion.cases; ++i) {
    if (i % kCallsOfAStage == 0) okta = std::make_unique<LyingOkta>(random());
    const back::testing::Asked asked = hostile_call(*okta, random);
    const Answer answer = okta->run(asked);
    EXPECT_NE(answer.status, -1) << "did not end: " << asked.name;
    for (const auto& entry : okta->take_journal()) {
      ++requests;
      const bool own = is_a_request_of_the_plugin(entry.method, entry.target);
      const bool leaf = entry.method != "DELETE" || removes_a_leaf(entry.method, entry.target);
      strays += own && leaf ? 0 : 1;
      EXPECT_TRUE(own && leaf) << i << ": " << entry.method << ' ' << entry.target << "\nof "
                               << asked.name << ' ' << json::value(asked.input);
    }
    if (HasFailure() && strays > 10) break;
  }
  EXPECT_GT(requests, portion.cases / 4) << "hardly anything was sent";
  back::testing::report({"hostile ids, names and cursors: requests outside the templates",
                         static_cast<double>(strays), "requests", "0", strays == 0, portion.seed});
}

TEST(HostileIds, TheTemplatesThemselvesTellALeafFromAParent) {
  const std::string user = "/api/v1/users/00u45678901234567890";
  const std::string group = "/api/v1/groups/00g45678901234567890";
  EXPECT_TRUE(is_a_request_of_the_plugin("GET", user));
  EXPECT_TRUE(is_a_request_of_the_plugin("GET", user + "/groups?limit=200&after=a%2Fb"));
  EXPECT_TRUE(is_a_request_of_the_plugin("DELETE", user + "/sessions?oauthTokens=true"));
  EXPECT_TRUE(removes_a_leaf("DELETE", group + user.substr(7)));
  for (const std::string& path :
       {user, group, group + "/users", group + "/users/", user + "/factors", user + "/factors/",
        user + "/sessions/", std::string("/api/v1/groups/rules/00g45678901234567890"),
        std::string("/api/v1/apps/0oa45678901234567890")}) {
    EXPECT_FALSE(is_a_request_of_the_plugin("DELETE", path)) << path;
    EXPECT_FALSE(removes_a_leaf("DELETE", path)) << path;
  }
  for (const std::string& path :
       {std::string("/api/v1/users/.."), std::string("/api/v1/users/"), user + "/../x", user + "x",
        user + "?x=1", user + "?limit=1#", user + "%2f", std::string("//api/v1/org"),
        std::string("/api/v1/users/00u4567890123456789\xd0\xb0")})
    EXPECT_FALSE(is_a_request_of_the_plugin("GET", path)) << path;
}

}  // namespace
}  // namespace okta_test
