// Recorded exchanges replayed: the state before each is made by a seed (data/recordings.json), the
// request is sent as it was recorded, and status, error code and JSON shape must be the recorded
// ones. Every miss is known, with its reason.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "okta_emulator/target.hpp"
#include "recording.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

json::value read_table() {
  std::ifstream file("tests/emulator/data/recordings.json");
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

const json::value* find(const json::object& object, std::string_view name) {
  return object.if_contains(name);
}

bool is_id(const std::string& text, std::string_view prefix) {
  return text.size() == 20 && text.starts_with(prefix);
}

// The user a request names in its path, with the id or login it is named by.
json::object user_of(const std::string& key, const json::object& given) {
  json::object user = person("pat");
  if (is_id(key, "00u")) {
    user["id"] = key;
  } else {
    user["profile"].as_object()["login"] = key;
  }
  for (const auto& [name, value] : given) {
    if (name != "profile") user[name] = value;
  }
  if (const json::value* profile = find(given, "profile")) {
    for (const auto& [name, value] : profile->as_object()) {
      user["profile"].as_object()[name] = value;
    }
  }
  return user;
}

std::string after(const std::vector<std::string>& segments, std::string_view word) {
  for (std::size_t i = 0; i + 1 < segments.size(); ++i) {
    if (segments[i] == word) return segments[i + 1];
  }
  return {};
}

json::object seed_for(const Recording& recording, const json::object& row) {
  json::object seed = empty_seed();
  const auto target = okta_emulator::parse_target(recording.target);
  const json::object none;
  if (const json::value* groups = find(row, "groups")) seed["groups"] = *groups;
  const json::value* group = find(row, "group");
  if (group != nullptr) {
    json::object made = group->as_object();
    made["id"] = after(target->segments, "groups");
    seed["groups"] = json::array{made};
  }
  if (const json::value* user = find(row, "user")) {
    seed["users"].as_array().push_back(
        user_of(after(target->segments, "users"), user->as_object()));
  }
  if (const json::value* users = find(row, "users")) {
    for (const json::value& one : users->as_array()) seed["users"].as_array().push_back(one);
  }
  return seed;
}

Answer replay(const Recording& recording, const json::object& row) {
  Company company{seed_for(recording, row)};
  if (const json::value* token = find(row, "token")) company.token = token->as_string();
  json::value body = recording.request_body;
  if (const json::value* given = find(row, "body")) body = *given;
  const bool sends = recording.method == "POST" || recording.method == "PUT";
  return company.send(recording.method, recording.target,
                      sends && !body.is_null() ? json::serialize(body) : "");
}

// What differs, empty when nothing does.
std::string difference(const Recording& recording, const json::object& row) {
  const Answer answer = replay(recording, row);
  if (answer.status != recording.status) {
    return "recorded " + std::to_string(recording.status) + ", answered " +
           std::to_string(answer.status) + ' ' + answer.body;
  }
  const json::value body = answer.body.empty() ? json::value() : json::parse(answer.body);
  const json::value* code = recording.response_body.is_object()
                                ? recording.response_body.get_object().if_contains("errorCode")
                                : nullptr;
  if (code != nullptr && code_of(answer) != code->as_string()) {
    return "recorded " + std::string(code->as_string()) + ", answered " + code_of(answer);
  }
  return shape_difference(recording.response_body, body);
}

TEST(Recordings, AreReproducedOrTheirMissIsKnownWithItsReason) {
  const char* data = std::getenv("OKTA_DATA");
  if (data == nullptr) GTEST_SKIP() << "OKTA_DATA is not set: it names the folder of recordings";
  const json::value table = read_table();
  const json::object& rows = table.at("recordings").as_object();
  std::size_t agree = 0;
  std::size_t missed = 0;
  std::size_t later = 0;
  for (const Recording& one : read_recordings(std::filesystem::path(data) / "recordings")) {
    SCOPED_TRACE(one.name + ": " + one.method + ' ' + one.target);
    const json::value* row = rows.if_contains(one.number);
    if (row == nullptr) {
      const json::value* reason = table.at("later").as_object().if_contains(one.number);
      EXPECT_TRUE(reason != nullptr) << "is in no row of data/recordings.json";
      ++later;
      continue;
    }
    const std::string differs = difference(one, row->as_object());
    const json::value* reason = row->as_object().if_contains("miss");
    EXPECT_EQ(differs.empty(), reason == nullptr)
        << (reason == nullptr ? differs : "agrees now: take its \"miss\" away");
    if (differs.empty()) {
      ++agree;
    } else {
      ++missed;
      std::cout << "  miss " << one.name << ": " << differs << "\n    because "
                << (reason == nullptr ? "?" : reason->as_string().c_str()) << '\n';
    }
  }
  std::cout << "recordings: " << agree << " agree, " << missed << " missed, " << later
            << " for endpoints that come later\n";
  EXPECT_GE(agree, missed * 9);
}

TEST(Shapes, DifferByKeysTypesAndTheFirstElementOfLists) {
  const auto differ = [](std::string_view left, std::string_view right) {
    return shape_difference(json::parse(left), json::parse(right));
  };
  EXPECT_EQ(differ(R"({"a":[1,2],"b":{"c":null}})", R"({"b":{"c":null},"a":[7]})"), "");
  EXPECT_EQ(differ(R"({"a":1})", R"({})"), "body.a: missing");
  EXPECT_EQ(differ(R"({})", R"({"a":1})"), "body.a: added");
  EXPECT_NE(differ(R"({"a":"x"})", R"({"a":null})"), "");
  EXPECT_NE(differ(R"([{"a":1}])", R"([{"a":true}])"), "");
  EXPECT_NE(differ(R"([])", R"([1])"), "");
}

}  // namespace
}  // namespace emulator_test
