// The journal: every request as it came in, tokens only as hashes.
#include <gtest/gtest.h>

#include "okta_emulator/text.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

TEST(Journal, KeepsTheRequestAsItCame) {
  Company company(seed_of({person("pat")}));
  company.send("POST", "/api/v1/users/pat%40acme.example?strict=false",
               R"({"profile":{"nickName":"P"}})", {{"X-Mixed-Case", "Value"}});
  const auto entry = company.organisation.journal().back();
  EXPECT_EQ(entry.number, 1);
  EXPECT_EQ(entry.method, "POST");
  EXPECT_EQ(entry.target, "/api/v1/users/pat%40acme.example?strict=false");
  EXPECT_EQ(entry.body, R"({"profile":{"nickName":"P"}})");
  EXPECT_EQ(entry.headers.at(0).first, "X-Mixed-Case");
  EXPECT_TRUE(entry.applied);
  EXPECT_EQ(entry.status, 200);
}

TEST(Journal, HoldsTheHashOfATokenAndNowhereTheToken) {
  Company company;
  company.get("/api/v1/users/me");
  const auto entry = company.organisation.journal().back();
  EXPECT_EQ(entry.token_hash, okta_emulator::sha256_hex(kToken));
  EXPECT_EQ(json::serialize(okta_emulator::entry_json(entry)).find(kToken), std::string::npos);
}

TEST(Journal, NumbersGoOnAfterClearing) {
  Company company;
  company.get("/api/v1/users/me");
  company.organisation.clear_journal();
  EXPECT_TRUE(company.organisation.journal().empty());
  company.get("/nowhere");
  EXPECT_EQ(company.organisation.journal().back().number, 2);
  EXPECT_EQ(company.organisation.journal().back().status, 404);
}

TEST(Journal, ForgetsTheOldestWhenItIsFull) {
  okta_emulator::Journal journal(3);
  for (int i = 0; i < 5; ++i) journal.add({});
  ASSERT_EQ(journal.entries().size(), 3U);
  EXPECT_EQ(journal.entries().front().number, 3);
}

}  // namespace
}  // namespace emulator_test
