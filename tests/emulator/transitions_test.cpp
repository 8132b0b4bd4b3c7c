// The table of transitions, row by row, and what it promises about its sources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "okta_emulator/tables.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using okta_emulator::kStatusNames;
using okta_emulator::tables;

struct Cell {
  std::string operation;
  std::string from;
  okta_emulator::TransitionRow row;
};

std::vector<Cell> cells() {
  std::vector<Cell> result;
  for (const auto& [operation, rows] : tables().transitions) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      result.push_back({operation, std::string(kStatusNames.at(i)), rows.at(i)});
    }
  }
  return result;
}

Answer perform(Company& company, const std::string& operation) {
  if (operation == "delete") return company.remove(user_path("pat"));
  if (operation == "clear_sessions") return company.remove(user_path("pat") + "/sessions");
  const bool mails = operation == "reset_password";
  return company.lifecycle("pat", operation + (mails ? "?sendEmail=true" : ""));
}

// What the words of the table mean for pat, who has a password when `password`.
std::string destination(const Cell& cell, bool password) {
  if (cell.row.to == "SAME") return cell.from;
  if (cell.row.to == "PREVIOUS") return "PASSWORD_EXPIRED";
  if (cell.row.to == "BY_PASSWORD") return password ? "ACTIVE" : "PROVISIONED";
  return cell.row.to;
}

json::object pat(const std::string& status, bool password) {
  return person("pat", status,
                {{"password", password},
                 {"suspended_from", "PASSWORD_EXPIRED"},
                 {"locked_from", "PASSWORD_EXPIRED"}});
}

TEST(Transitions, EveryOperationDoesToEveryStatusWhatItsRowSays) {
  for (const Cell& cell : cells()) {
    for (const bool password : {false, true}) {
      SCOPED_TRACE(cell.operation + " from " + cell.from + (password ? " with password" : ""));
      Company company(seed_of({pat(cell.from, password)}));
      const Answer answer = perform(company, cell.operation);
      if (!cell.row.allowed()) {
        EXPECT_EQ(code_of(answer), cell.row.error);
        EXPECT_EQ(answer.status, tables().errors.at(cell.row.error).status);
        EXPECT_EQ(cause_of(answer), cell.row.cause);
        EXPECT_EQ(status_name(company.truth("pat").status), cell.from);
      } else if (cell.row.to == "DELETED") {
        EXPECT_EQ(answer.status, 204);
        EXPECT_FALSE(company.organisation.user(login_of("pat")));
      } else {
        EXPECT_EQ(answer.status / 100, 2) << answer.body;
        EXPECT_EQ(status_name(company.truth("pat").status), destination(cell, password));
      }
    }
  }
}

// "rec 042", "rec 041 + rec 013", "documented…", "inferred…".
bool is_source(std::string_view text) {
  if (text.starts_with("documented") || text.starts_with("inferred")) return true;
  while (text.size() >= 7 && text.starts_with("rec ")) {
    if (text.substr(4, 3).find_first_not_of("0123456789") != std::string_view::npos) return false;
    text.remove_prefix(7);
    if (text.empty()) return true;
    if (!text.starts_with(" + ")) return false;
    text.remove_prefix(3);
  }
  return false;
}

TEST(Transitions, EveryRowIsFilledAndCitesARecordingOrSaysThatThereIsNone) {
  EXPECT_EQ(cells().size(), tables().transitions.size() * kStatusNames.size());
  for (const Cell& cell : cells()) {
    SCOPED_TRACE(cell.operation + " from " + cell.from);
    EXPECT_NE(cell.row.to.empty(), cell.row.error.empty());
    EXPECT_TRUE(is_source(cell.row.source)) << cell.row.source;
  }
}

TEST(Transitions, EveryRecordingARowIsBuiltOnIsThere) {
  const char* data = std::getenv("OKTA_DATA");
  if (data == nullptr) GTEST_SKIP() << "OKTA_DATA is not set: it names the folder of recordings";
  std::set<std::string> numbers;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(data) / "recordings")) {
    numbers.insert(entry.path().filename().string().substr(0, 3));
  }
  for (const Cell& cell : cells()) {
    if (!cell.row.source.starts_with("rec ")) continue;
    for (std::size_t at = 0; at < cell.row.source.size(); at += 10) {
      EXPECT_TRUE(numbers.contains(cell.row.source.substr(at + 4, 3))) << cell.row.source;
    }
  }
}

// The operations whose links Okta publishes and this organisation has an endpoint for.
const std::vector<std::pair<std::string, std::string>> kLinked = {
    {"activate", "activate"},
    {"deactivate", "deactivate"},
    {"reactivate", "reactivate"},
    {"suspend", "suspend"},
    {"unsuspend", "unsuspend"},
    {"unlock", "unlock"},
    {"delete", "delete"},
    {"resetPassword", "reset_password"},
    {"expirePassword", "expire_password"},
    {"resetFactors", "reset_factors"}};

TEST(Transitions, WhatALinkOffersIsAccepted) {
  for (const std::string_view status : kStatusNames) {
    Company company(seed_of({pat(std::string(status), true)}));
    const json::value user = body_of(company.get(user_path("pat")));
    for (const auto& [link, operation] : kLinked) {
      if (!user.at("_links").as_object().contains(link)) continue;
      SCOPED_TRACE(operation + " from " + std::string(status));
      EXPECT_TRUE(tables().transition(operation, *okta_emulator::parse_status(status)).allowed());
    }
  }
}

TEST(Transitions, WhatIsAcceptedWithoutALinkIsAShortKnownList) {
  std::set<std::string> unoffered;
  for (const std::string_view status : kStatusNames) {
    Company company(seed_of({pat(std::string(status), true)}));
    const json::value user = body_of(company.get(user_path("pat")));
    for (const auto& [link, operation] : kLinked) {
      const bool offered = user.at("_links").as_object().contains(link);
      const auto& row = tables().transition(operation, *okta_emulator::parse_status(status));
      if (row.allowed() && !offered) unoffered.insert(operation + " from " + std::string(status));
    }
  }
  std::erase_if(unoffered, [](const std::string& text) { return text.starts_with("delete from"); });
  EXPECT_THAT(unoffered, testing::ElementsAre("deactivate from STAGED"));
}

TEST(Transitions, ASuspendedLockedOutUserFindsHisWayBack) {
  Company company(seed_of({person("pat", "LOCKED_OUT", {{"locked_from", "PASSWORD_EXPIRED"}})}));
  company.lifecycle("pat", "suspend");
  EXPECT_EQ(company.truth("pat").status, Status::suspended);
  company.lifecycle("pat", "unsuspend");
  EXPECT_EQ(company.truth("pat").status, Status::locked_out);
  company.lifecycle("pat", "unlock");
  EXPECT_EQ(company.truth("pat").status, Status::password_expired);
}

}  // namespace
}  // namespace emulator_test
