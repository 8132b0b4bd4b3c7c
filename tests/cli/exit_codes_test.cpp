#include "cli/exit_codes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace back::cli {
namespace {

using boost::json::object;

TEST(ExitCodes, FollowFromCodes) {
  const std::pair<const char*, int> cases[] = {
      {"usage", 2},
      {"invalid_input", 2},
      {"unknown_request", 2},
      {"not_admin", 3},
      {"foreign_team", 3},
      {"not_member", 3},
      {"own_request", 3},
      {"forbidden", 3},
      {"unknown_expert", 3},
      {"input_needed", 5},
      {"confirmation_needed", 5},
      {"ambiguous_connection", 5},
      {"several_accounts", 5},
      {"unauthenticated", 6},
      {"stopped", 130},
      {"unavailable", 1},
      {"deadline", 1},
      {"store", 1},
      {"never heard of", 1},
      {"", 1},
  };
  for (const auto& [code, exit] : cases)
    EXPECT_EQ(static_cast<int>(exit_for_code(code)), exit) << code;
}

TEST(ExitCodes, FollowFromOutcomes) {
  const std::pair<const char*, Exit> cases[] = {
      {"done", Exit::kDone},     {"already", Exit::kDone},    {"refused", Exit::kRefused},
      {"failed", Exit::kFailed}, {"unknown", Exit::kUnknown}, {"odd", Exit::kUnknown}};
  for (const auto& [outcome, exit] : cases)
    EXPECT_EQ(exit_for_outcome(object{{"outcome", outcome}}), exit) << outcome;
  EXPECT_EQ(exit_for_outcome(object{{"outcome", "failed"}, {"code", "unauthenticated"}}),
            Exit::kNotConnected);
  for (const char* outcome : {"refused", "failed"})
    EXPECT_EQ(exit_for_outcome(object{{"outcome", outcome}, {"changed", true}}), Exit::kPartly);
  EXPECT_EQ(exit_for_outcome(object{}), Exit::kUnknown);
}

TEST(ExitCodes, StandInTheReadmeAsTheProgramPrintsThem) {
  std::ifstream file("host_stub/cli/README.md");
  std::ostringstream readme;
  readme << file.rdbuf();
  std::istringstream table(exit_code_table());
  int lines = 0;
  for (std::string line; std::getline(table, line); ++lines)
    EXPECT_THAT(readme.str(), ::testing::HasSubstr(line));
  EXPECT_EQ(lines, 9);
}

}  // namespace
}  // namespace back::cli
