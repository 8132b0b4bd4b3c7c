#include "cli/json_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "json/strict_json.hpp"

namespace back::cli {
namespace {

TEST(JsonText, IsTheSameDocumentWithoutCharactersThatSteerATerminal) {
  const boost::json::object document{
      {"name", "Zo\u00EB \x1b[31m \u009B2J \u202Egnp \u200F \x7F \"\\ \n"}, {"n", 1}};
  const std::string text = json_text(document);
  EXPECT_EQ(json::parse(text), boost::json::value(document));
  for (const char* harmful : {"\x1b", "\u009B", "\u202E", "\u200F", "\x7F", "\n"})
    EXPECT_EQ(text.find(harmful), text.npos);
  EXPECT_NE(text.find("Zo\u00EB"), text.npos) << "readable text stays readable";
}

TEST(JsonText, IsOneLine) {
  std::ostringstream out;
  print_json(out, {{"a", "b\nc"}});
  EXPECT_EQ(out.str(), "{\"a\":\"b\\nc\"}\n");
}

TEST(JsonText, CarriesSecretsOfAnyCharacters) {
  const std::string secrets[] = {"plain", "quote\" back\\slash", "tab\t\x1b", "\u202Ezoë", ""};
  std::vector<SecretMember> members;
  for (const auto& secret : secrets) members.push_back({"code", "A \"code\"", secret});
  for (const auto& document : {boost::json::object(), boost::json::object{{"x", 1}}}) {
    std::ostringstream out;
    print_json_with_secrets(out, document, members);
    const auto read = json::parse(out.str());
    const auto& list = read.as_object().at("one_time").as_array();
    ASSERT_EQ(list.size(), members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
      EXPECT_EQ(list[i].at("value").as_string(), secrets[i]);
      EXPECT_EQ(list[i].at("title").as_string(), "A \"code\"");
    }
    EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
  }
}

}  // namespace
}  // namespace back::cli
