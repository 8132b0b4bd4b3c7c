// Opening a connection with the plugin itself: everything is checked, nothing is sent.
#include <gtest/gtest.h>

#include <array>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "fake_host.hpp"

namespace {

namespace json = boost::json;
using back::testing::Answer;
using back::testing::FakeHost;

constexpr std::string_view kToken = "00goodLookingTokenOfSufficientLength";

json::object configuration(std::string_view domain) {
  return {{"domain", domain},
          {"teams", json::array{"it"}},
          {"allow_administrators", false},
          {"rely_on_okta_to_protect_administrators", false}};
}

Answer refusal(const json::object& given, std::string_view token) {
  FakeHost host;
  Answer refused;
  back_connection* connection =
      host.open(*back_plugin_v1(), given, {{"token", std::string(token)}}, &refused);
  if (connection != nullptr) back_plugin_v1()->close(connection);
  return refused;
}

TEST(OktaOpen, OpensForEveryFormOfTheDomain) {
  for (const char* domain : {"back-demo", "back-demo.okta.com", "https://back-demo.okta.com/",
                             "back-demo-admin.okta.com"}) {
    EXPECT_EQ(refusal(configuration(domain), kToken).status, BACK_OK) << domain;
  }
}

TEST(OktaOpen, RefusesEveryWrongDomainWithASentence) {
  std::ifstream file(OKTA_TEST_DATA "/refused_domains.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const json::value list = json::parse(text);
  for (const auto& domain : list.as_array()) {
    const Answer refused = refusal(configuration(std::string_view(domain.as_string())), kToken);
    EXPECT_EQ(refused.status, BACK_INVALID_CONFIGURATION) << domain;
    EXPECT_TRUE(refused.person.find('.') != std::string::npos) << refused.person;
    EXPECT_EQ(refused.details.at("pointer"), "/domain") << domain;
  }
}

TEST(OktaOpen, RefusesEveryWrongTokenWithoutRepeatingIt) {
  for (const std::string& token :
       {std::string("short"), std::string("0123456789abcdefghij\r\nX-Injected: yes"),
        std::string("0123456789 abcdefghij"), std::string("0123456789.abcdefghij"),
        std::string(201, 'x'), std::string("0123456789\0abcdefghij", 21)}) {
    const Answer refused = refusal(configuration("back-demo"), token);
    EXPECT_EQ(refused.status, BACK_INVALID_CONFIGURATION) << token;
    EXPECT_EQ(refused.person.find(token), std::string::npos);
    EXPECT_EQ(refused.details.at("pointer"), "/token");
  }
}

TEST(OktaOpen, RefusesWhileTheEnvironmentWouldGiveTheKeysAway) {
  ASSERT_EQ(setenv("SSLKEYLOGFILE", "/nowhere/keys", 1), 0);
  const Answer refused = refusal(configuration("back-demo"), kToken);
  unsetenv("SSLKEYLOGFILE");
  EXPECT_NE(refused.status, BACK_OK);
  EXPECT_NE(refused.person.find("SSLKEYLOGFILE"), std::string::npos) << refused.person;
}

TEST(OktaOpen, DescribesItselfByItsManifest) {
  const back_plugin& plugin = *back_plugin_v1();
  EXPECT_EQ(std::string_view(plugin.id.data, plugin.id.size), "okta");
  EXPECT_EQ(plugin.flags, 0U) << "it never blocks in start";
}

}  // namespace
