// What an output of execute must tell.
#include "contract/outcome.hpp"

#include <gtest/gtest.h>

#include "json/strict_json.hpp"

namespace back::contract {
namespace {

struct Story {
  std::string members;  // added to or replacing those of a minimal outcome
  std::string pointer;  // of the first fault; empty: a valid outcome
};

const Story kStories[] = {
    {R"({})", ""},
    {R"({"outcome":"already","changed":false})", ""},
    {R"({"outcome":"already","changed":true})", "/changed"},
    {R"({"outcome":"already","changed":null})", "/changed"},
    {R"({"outcome":"refused","changed":false,"code":"wrong_state"})", ""},
    {R"({"outcome":"refused","changed":false})", "/code"},
    {R"({"outcome":"failed","changed":false,"code":""})", "/code"},
    {R"({"outcome":"unknown","changed":null,"code":"lost_answer","evidence":"No answer."})", ""},
    {R"({"outcome":"unknown","changed":null,"code":"lost_answer"})", "/evidence"},
    {R"({"outcome":"maybe"})", "/outcome"},
    {R"({"summary":""})", "/summary"},
    {R"({"changed":"yes"})", "/changed"},
    {R"({"before":[{"id":"status","label":"Status"}]})", "/before/0/value"},
    {R"({"request_ids":[1]})", "/request_ids/0"},
    {R"({"items":[{"id":"a","name":"A","outcome":"done","sentence":"Added."}]})", ""},
    {R"({"items":[{"id":"a","name":"A","outcome":"ok","sentence":"Added."}]})", "/items/0/outcome"},
    {R"({"undo":{"action":"unsuspend"}})", "/undo/input"},
};

TEST(Outcome, TellsTheWholeStoryOrIsRefused) {
  for (const Story& story : kStories) {
    SCOPED_TRACE(story.members);
    auto document = json::parse(
        R"({"outcome":"done","changed":true,"summary":"Suspended.","before":[],"after":[],"request_ids":[]})");
    const auto members = json::parse(story.members);
    for (const auto& member : members.as_object()) {
      document.as_object()[member.key()] = member.value();
    }
    const auto faults = outcome_faults(document);
    EXPECT_EQ(faults.empty() ? "" : faults.front().pointer, story.pointer);
  }
}

TEST(Outcome, AMissingMemberIsAFault) {
  EXPECT_EQ(outcome_faults(json::parse("{}")).size(), 6u);
  EXPECT_FALSE(outcome_faults(json::parse("[]")).empty());
}

}  // namespace
}  // namespace back::contract
