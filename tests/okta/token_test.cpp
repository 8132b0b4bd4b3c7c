// The form of an API token, and that a refusal never repeats it.
#include "okta/config/token.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace {

using okta::wrong_token;

TEST(OktaToken, AcceptsWhatOktaIssues) {
  EXPECT_FALSE(wrong_token("00abcDEF123_-abcDEF123_-abcDEF123_-abcDEF1"));
  EXPECT_FALSE(wrong_token(std::string(20, 'x')));
  EXPECT_FALSE(wrong_token(std::string(200, '-')));
}

TEST(OktaToken, RefusesEverythingElseWithoutRepeatingIt) {
  const std::array<std::string, 14> kBad = {"short",
                                            std::string(19, 'x'),
                                            std::string(201, 'x'),
                                            std::string(1 << 20, 'x'),
                                            "00abcdefghijklmnopqrstu v",
                                            "00abcdefghijklmnopqrst\r\nX-Injected: yes",
                                            "00abcdefghijklmnopqrstuv\n",
                                            "\t00abcdefghijklmnopqrstuv",
                                            std::string("00abcdefghijklmnopqrs\0tuv", 25),
                                            "00abcdefghijklmnopqrst\xc3\xa4uv",
                                            "SSWS 00abcdefghijklmnopqrstuv",
                                            "00abcdefghijklmnopqrstuv==",
                                            "{apiToken}",
                                            "00abcdefghij.klmnopqrstuv"};
  for (const std::string& token : kBad) {
    const auto refusal = wrong_token(token);
    ASSERT_TRUE(refusal) << token.substr(0, 40);
    EXPECT_EQ(refusal->sentence.find(token), std::string::npos);
    EXPECT_TRUE(refusal->sentence.ends_with('.'));
  }
  EXPECT_NE(wrong_token("")->sentence.find("Security, API, Tokens"), std::string::npos);
}

}  // namespace
