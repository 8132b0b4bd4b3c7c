// The domain field: what it accepts, corrects and refuses, against a list written by hand and
// against a second grammar.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // a false alarm inside GCC 12's <regex>
#endif
#include "okta/config/domain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <regex>
#include <set>
#include <string>

namespace {

using okta::Domain;
using okta::Refusal;

std::optional<std::string> host_of(std::string_view typed) {
  const auto answer = Domain::read(typed);
  if (const auto* domain = std::get_if<Domain>(&answer)) return domain->host();
  return std::nullopt;
}

TEST(OktaDomain, BuildsTheHostFromEveryAcceptedForm) {
  struct Case {
    std::string_view typed, host;
  };
  constexpr std::array<Case, 16> kCases = {{
      {"back-demo", "back-demo.okta.com"},
      {"back-demo.okta.com", "back-demo.okta.com"},
      {"https://back-demo.okta.com", "back-demo.okta.com"},
      {"https://back-demo.okta.com/", "back-demo.okta.com"},
      {"back-demo.oktapreview.com", "back-demo.oktapreview.com"},
      {"https://back-demo.okta-emea.com/", "back-demo.okta-emea.com"},
      {"back-demo.okta-gov.com", "back-demo.okta-gov.com"},
      {"back-demo.okta.mil", "back-demo.okta.mil"},
      {"back-demo-admin", "back-demo.okta.com"},
      {"back-demo-admin.okta.com", "back-demo.okta.com"},
      {"https://back-demo-admin.oktapreview.com/", "back-demo.oktapreview.com"},
      {"my-admins.okta.com", "my-admins.okta.com"},
      {"dev-12345678", "dev-12345678.okta.com"},
      {"1", "1.okta.com"},
      {"a", "a.okta.com"},
      {"admin", "admin.okta.com"},
  }};
  for (const Case& each : kCases) EXPECT_EQ(host_of(each.typed), each.host) << each.typed;
  EXPECT_EQ(host_of(std::string(63, 'a')), std::string(63, 'a') + ".okta.com");
}

TEST(OktaDomain, KnowsTheAddressOfTheAdminConsole) {
  const auto answer = Domain::read("back-demo.okta-emea.com");
  EXPECT_EQ(std::get<Domain>(answer).console(), "back-demo-admin.okta-emea.com");
}

TEST(OktaDomain, RefusesEveryHandWrittenWrongTextWithASentence) {
  std::ifstream file(OKTA_TEST_DATA "/refused_domains.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto list = boost::json::parse(text).as_array();
  EXPECT_GE(list.size(), 200U);
  std::set<std::string> sentences;
  for (const auto& typed : list) {
    const std::string_view each = typed.as_string();
    const auto answer = Domain::read(each);
    ASSERT_TRUE(std::holds_alternative<Refusal>(answer)) << typed;
    const std::string& sentence = std::get<Refusal>(answer).sentence;
    EXPECT_TRUE(sentence.ends_with('.')) << sentence;
    EXPECT_NE(sentence.find("back-demo"), std::string::npos) << "says what to type: " << sentence;
    sentences.insert(sentence);
  }
  EXPECT_LE(sentences.size(), 8U) << "sentences never repeat what was typed";
}

// The second grammar, written as regular expressions and without looking at the first.
std::optional<std::string> oracle(const std::string& typed) {
  static const std::regex kForm(
      "^(?:([a-z0-9-]{1,80})|(?:https://"
      ")?([a-z0-9-]{1,80})\\.(okta\\.com|oktapreview\\.com|okta-emea\\.com|"
      "okta-gov\\.com|okta\\.mil)|https://"
      "([a-z0-9-]{1,80})\\.(okta\\.com|oktapreview\\.com|okta-emea\\.com|"
      "okta-gov\\.com|okta\\.mil)/)$");
  static const std::regex kLabel("^(?!..--)(?!.*-admin$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$");
  std::smatch parts;
  if (typed.size() > 200 || typed.find_first_of("\n\r") != std::string::npos) return std::nullopt;
  if (!std::regex_match(typed, parts, kForm)) return std::nullopt;
  std::string label = parts[1].str() + parts[2].str() + parts[4].str();
  const std::string suffix = parts[1].matched ? "okta.com" : parts[3].str() + parts[5].str();
  if (label.size() >= 6 && label.substr(label.size() - 6) == "-admin")
    label.resize(label.size() - 6);
  if (!std::regex_match(label, kLabel)) return std::nullopt;
  return label + "." + suffix;
}

std::string mutated(std::mt19937_64& random) {
  static constexpr std::array<std::string_view, 8> kSeeds = {"back-demo",
                                                             "https://back-demo.okta.com/",
                                                             "a.okta.mil",
                                                             "x1-admin.okta-gov.com",
                                                             "https://b.oktapreview.com",
                                                             "ab--c.okta.com",
                                                             "c-admin",
                                                             "a1.okta-emea.com"};
  static constexpr std::array<std::string_view, 26> kPieces = {"-",
                                                               ".",
                                                               "/",
                                                               "a",
                                                               "0",
                                                               "z",
                                                               "-admin",
                                                               "okta.com",
                                                               "https://",
                                                               "@",
                                                               ":",
                                                               "A",
                                                               "\n",
                                                               " ",
                                                               "%",
                                                               "#",
                                                               "?",
                                                               "\\",
                                                               "--",
                                                               "xn--",
                                                               ".okta.mil",
                                                               "..",
                                                               std::string_view("\0", 1),
                                                               "а",
                                                               "\x7f",
                                                               "com"};
  std::string text(kSeeds[random() % kSeeds.size()]);
  for (std::uint64_t edits = random() % 4; edits > 0; --edits) {
    const std::size_t at = random() % (text.size() + 1);
    if (random() % 3 == 0) {
      text.erase(at, random() % 3);
    } else {
      text.insert(at, kPieces[random() % kPieces.size()]);
    }
  }
  return text;
}

TEST(OktaDomain, AcceptsExactlyWhatASecondGrammarAccepts) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  int accepted = 0;
  for (int round = 0; round < 100000; ++round) {
    const std::string typed = mutated(random);
    const auto expected = oracle(typed);
    ASSERT_EQ(host_of(typed), expected) << typed;
    accepted += expected ? 1 : 0;
  }
  EXPECT_GT(accepted, 1000) << "the generator must reach both sides";
}

}  // namespace
