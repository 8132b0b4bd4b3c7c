// Ids exist only in the form of their kind.
#include "okta/model/ids.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

namespace {

using namespace okta;

TEST(OktaIds, AcceptTheRecordedForms) {
  EXPECT_TRUE(UserId::from("00uxf5kx9MpPC2jpb5d6"));
  EXPECT_TRUE(GroupId::from("00g5k5lsfbZGCKO6e5d6"));
  EXPECT_TRUE(AppId::from("0oa5k5lsfbZGCKO6e5d6"));
  EXPECT_TRUE(OrganisationId::from("00okqewnfETurhtBd5d6"));
  EXPECT_TRUE(FactorId::from("mblsf9bdcP8tGDTMi4x6"));
  EXPECT_TRUE(FactorId::from("ostFAKETOTP000000001"));
  EXPECT_EQ(UserId::from("00uxf5kx9MpPC2jpb5d6")->text(), "00uxf5kx9MpPC2jpb5d6");
}

TEST(OktaIds, RefuseEverythingThatCouldChangeAPath) {
  const std::array<std::string, 32> kBad = {"",
                                            " ",
                                            ".",
                                            "..",
                                            "me",
                                            "rules",
                                            "catalog",
                                            "questions",
                                            "a/b",
                                            "%2e%2e",
                                            "%2f",
                                            "?x",
                                            "#x",
                                            ";x",
                                            "\\",
                                            "00u",
                                            "00uxf5kx9MpPC2jpb5d",
                                            "00uxf5kx9MpPC2jpb5d67",
                                            "00Uxf5kx9MpPC2jpb5d6",
                                            "00gxf5kx9MpPC2jpb5d6",
                                            "00u../../../../../..",
                                            "00uxf5kx9MpPC2jpb5/6",
                                            "00uxf5kx9MpPC2jpb5%6",
                                            "00uxf5kx9MpPC2jpb5.6",
                                            "00uxf5kx9MpPC2jpb5 6",
                                            "00uxf5kx9MpPC2jpb5d\n",
                                            " 00uxf5kx9MpPC2jpb5d",
                                            std::string("00uxf5kx9MpPC2jpb5d\0", 20),
                                            "00uxf5kx9MpPC2jpb5\xc3\xa4",
                                            "\xe2\x80\xae"
                                            "00uxf5kx9MpPC2jpb",
                                            "dana@back-demo.com",
                                            std::string(4096, '0')};
  for (const std::string& text : kBad) {
    EXPECT_FALSE(UserId::from(text)) << text;
    EXPECT_FALSE(FactorId::from(text) && text.size() != 20) << text;
    EXPECT_FALSE(AppId::from(text)) << text;
  }
  EXPECT_FALSE(FactorId::from("00uxf5kx9MpPC2jpb5d6")) << "a user's id is not a factor's";
}

TEST(OktaIds, GeneratedTextIsAnIdOnlyInItsForm) {
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20000; ++round) {
    std::string text = "00uxf5kx9MpPC2jpb5d6";
    text[random() % text.size()] = static_cast<char>(random() % 256);
    const bool form =
        text.substr(0, 3) == "00u" &&
        text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
            std::string::npos;
    ASSERT_EQ(UserId::from(text).has_value(), form) << text;
  }
}

TEST(OktaIds, TheSentenceNamesTheKindAndWhatToDo) {
  EXPECT_EQ(wrong_id_sentence(UserKind::kName),
            "This is not the id of an Okta user: nothing was sent. Open the requester again and "
            "choose from what is "
            "shown there.");
}

}  // namespace
