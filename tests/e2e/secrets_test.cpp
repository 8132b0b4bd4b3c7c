// No secret in anything that is written or shown.
#include <gmock/gmock.h>

#include <fstream>

#include "core/refused.hpp"
#include "desk.hpp"

namespace back::e2e {
namespace {

class Secrets : public Desk {
 protected:
  // Everything below the state folder, and the log.
  std::string everything_written() {
    std::string all = log_text();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "home"))
      if (entry.is_regular_file()) {
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
      }
    return all;
  }
};

TEST_F(Secrets, TheTokenIsNeitherLoggedNorStoredInTheClear) {
  connect();
  run("R-101", "suspend");
  EXPECT_NE(refusal([&] { host_->connect("erin", okta_connection(kUnknownToken)); }), "");
  const std::string written = everything_written();
  ASSERT_GT(written.size(), 1000u);
  EXPECT_EQ(written.find(kSuperAdmin), std::string::npos);
  EXPECT_EQ(written.find(kSuperAdmin.substr(0, 20)), std::string::npos);
  EXPECT_EQ(written.find(kUnknownToken.substr(0, 20)), std::string::npos);
}

TEST_F(Secrets, AnActivationLinkIsNowhereButInItsAnswer) {
  connect();
  const auto ran = run("R-103", "activate", {{"delivery", "link"}});
  ASSERT_EQ(ran.one_time.size(), 1u);
  const std::string link(ran.one_time[0].value.reveal());
  EXPECT_EQ(everything_written().find(link), std::string::npos);
}

TEST_F(Secrets, TokensOutsideTheGrammarAreRefusedBeforeAnyByteIsSentAndNotRepeated) {
  for (const std::string& token :
       {std::string("00short"), std::string("00with space in it 1234567890"),
        std::string("00line\r\nX-Injected: yes 1234567890"),
        std::string("00nul\0inside_1234567890abcdef", 29),
        std::string("00unicode_\xc3\xbc_1234567890"), std::string(5000, 'a'), std::string()}) {
    try {
      EXPECT_FALSE(host_->connect("erin", okta_connection(token)).usable);
    } catch (const host::Refused& refused) {
      EXPECT_TRUE(token.empty() || refused.sentence().find(token) == std::string::npos);
    }
  }
  EXPECT_EQ(requests(), 0u);
}

TEST_F(Secrets, TheKeyFileIsTheOwnersAlone) {
  connect();
  bool found = false;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "home")) {
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    EXPECT_EQ(entry.status().permissions() & others, std::filesystem::perms::none) << entry.path();
    found = true;
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace back::e2e
