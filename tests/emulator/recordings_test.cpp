// Recorded exchanges replayed against an organisation of the edition of their date: status, error
// code, headers and JSON shape must be the recorded ones. Every miss is known, with its reason.
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "figures.hpp"
#include "okta_emulator/router.hpp"
#include "okta_emulator/tables.hpp"
#include "okta_emulator/target.hpp"
#include "recording.hpp"
#include "recording_differences.hpp"
#include "recording_replay.hpp"

namespace emulator_test {
namespace {

constexpr std::size_t kInScope = 113;
constexpr std::size_t kKnownMisses = 2;
constexpr std::size_t kOutOfScope = 10;

class Recordings : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = recordings_folder();
    if (!folder) GTEST_SKIP() << "OKTA_DATA names no folder with recordings in it";
    recordings_ = read_recordings(*folder);
    table_ = read_json_file("tests/emulator/data/recordings.json").as_object();
  }

  const json::object& rows(std::string_view name) const { return table_.at(name).as_object(); }
  std::set<std::string> out_of_scope() const {
    std::set<std::string> numbers;
    for (const auto& [reason, list] : rows("out_of_scope")) {
      for (const json::value& number : list.as_array()) numbers.emplace(number.as_string());
    }
    return numbers;
  }

  std::vector<Recording> recordings_;
  json::object table_;
};

// Refusals that come before any endpoint are the organisation's, whatever was asked for.
bool is_in_scope(const Recording& one, const json::object& rows) {
  const json::object* body = one.response_body.if_object();
  const json::value* code = body == nullptr ? nullptr : body->if_contains("errorCode");
  const auto& errors = okta_emulator::tables().errors;
  const auto error = code == nullptr ? errors.end() : errors.find(code->as_string());
  const bool early = error != errors.end() && error->second.early;
  const auto target = okta_emulator::parse_target(one.target);
  const bool known = okta_emulator::find_route(one.method, target->segments).route != nullptr;
  return known || (early && rows.contains(one.number));
}

std::string text_of(const Differences& differences) {
  std::string text;
  for (const std::string& line : differences) text += (text.empty() ? "" : "; ") + line;
  return text;
}

// Whether it agrees; a difference that is not the known one fails the test.
bool agrees(const Recording& one, const json::object& row, const json::object& table) {
  const std::string differs = text_of(Replay(one, row, table).differences());
  const json::value* miss = row.if_contains("miss");
  if (miss == nullptr) {
    EXPECT_EQ(differs, "");
  } else {
    EXPECT_EQ(differs, std::string(miss->at("differs").as_string()));
    std::cout << "  miss " << one.name << ": " << differs << "\n    because "
              << std::string(miss->at("because").as_string()) << '\n';
  }
  return differs.empty();
}

TEST_F(Recordings, AreReproducedOrTheirMissIsKnownWithItsReason) {
  std::size_t agree = 0;
  std::size_t missed = 0;
  std::size_t left_out = 0;
  const std::set<std::string> others = out_of_scope();
  for (const Recording& one : recordings_) {
    SCOPED_TRACE(one.name + ": " + one.method + ' ' + one.target);
    const json::value* row = rows("recordings").if_contains(one.number);
    const bool in_scope = is_in_scope(one, rows("recordings"));
    EXPECT_NE(in_scope, others.contains(one.number)) << "is in the wrong list";
    if (!in_scope) {
      ++left_out;
    } else if (row == nullptr) {
      ADD_FAILURE() << "data/recordings.json does not say what was before it";
    } else {
      ++(agrees(one, row->as_object(), table_) ? agree : missed);
    }
  }
  std::cout << "recordings: " << agree + missed << " in scope, " << agree << " agree, " << missed
            << " missed; " << left_out << " of endpoints the emulator does not have:\n";
  for (const auto& [what, list] : rows("out_of_scope")) {
    std::cout << "  " << list.as_array().size() << " of " << std::string(what) << '\n';
  }
  EXPECT_EQ(agree + missed, kInScope);
  EXPECT_EQ(missed, kKnownMisses);
  EXPECT_EQ(left_out, kOutOfScope);
  const double percent = 100.0 * static_cast<double>(agree) / static_cast<double>(agree + missed);
  EXPECT_GE(percent, 97.0);
  back::testing::report({"recordings replayed by the emulator: agree", percent, "%", ">= 97 %",
                         percent >= 97.0, std::nullopt});
}

// Of what a recorder is said to lose there is indeed nothing in its recordings, and something in the
// others.
TEST_F(Recordings, OfRecordersThatKeptOneLineOfAHeaderNeverHaveTwo) {
  std::size_t by_them = 0;
  std::size_t repeated_elsewhere = 0;
  for (const Recording& one : recordings_) {
    const bool by_such = kept_one_line_of_each_header(one, table_);
    by_them += by_such ? 1 : 0;
    for (const auto& [name, value] : one.response_headers) {
      const bool repeated = one.header(name).size() > 1;
      EXPECT_FALSE(by_such && repeated) << one.name << ": " << std::string_view(name);
      repeated_elsewhere += repeated && !by_such ? 1 : 0;
    }
  }
  EXPECT_GE(by_them, 25U);
  EXPECT_GE(repeated_elsewhere, 4U);
}

TEST_F(Recordings, TooManyRequestsAreRefusedAsRecordedAtAnotherEndpoint) {
  std::size_t seen = 0;
  for (const Recording& one : recordings_) {
    const json::value* row = rows("stand_ins").if_contains(one.number);
    if (row == nullptr) continue;
    SCOPED_TRACE(one.name);
    EXPECT_TRUE(agrees(one, row->as_object(), table_));
    ++seen;
  }
  EXPECT_EQ(seen, rows("stand_ins").size());
}

}  // namespace
}  // namespace emulator_test
