// Attributes of an app account as people type them, and the items of a note.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "okta/membership/attributes.hpp"
#include "okta/membership/item.hpp"
#include "okta/membership/story.hpp"

namespace {

using namespace okta;
namespace json = boost::json;

AppSchema schema() {
  return AppSchema::read(json::parse(R"({"definitions": {
    "base": {"properties": {"userName": {"title": "Username", "type": "string", "required": true}},
             "required": ["userName"]},
    "custom": {"properties": {
      "role": {"title": "Role", "type": "string"},
      "seat": {"title": "seat", "type": "integer"},
      "share": {"type": "number"},
      "admin": {"type": "boolean"},
      "tags": {"type": "array"}}, "required": ["role", "seat"]}}})"));
}

TEST(OktaAttributes, HaveTheTypesOfTheAppsSchema) {
  const auto read =
      read_attributes(" role = Standard User; seat=7;share=0.5;admin=true; ", schema());
  ASSERT_TRUE(std::holds_alternative<json::object>(read));
  EXPECT_EQ(std::get<json::object>(read),
            json::parse(R"({"role": "Standard User", "seat": 7, "share": 0.5, "admin": true})")
                .as_object());
}

TEST(OktaAttributes, AreRefusedWithASentenceOtherwise) {
  for (const char* text : {"role", "=x", "; = ", "other=1", "seat=seven", "seat=7x", "admin=yes",
                           "tags=a", "role=a;role=b", "share="}) {
    const auto read = read_attributes(text, schema());
    ASSERT_TRUE(std::holds_alternative<Refusal>(read)) << text;
    EXPECT_TRUE(std::get<Refusal>(read).sentence.ends_with('.')) << text;
  }
}

TEST(OktaAttributes, AnAppNamesThoseThatItNeeds) {
  EXPECT_EQ(required_names(schema()), "role (Role) and seat");
  EXPECT_EQ(required_names(AppSchema::read(json::parse("{}"))), "");
}

Item item(std::string name, Item::Plan plan, std::optional<Fate> fate = {}) {
  Item made{"00gxf5kx9MpPC2jpb5d6",
            std::move(name),
            "not a member",
            plan,
            {"locked", "It is locked.", "Unlock it."},
            "What follows.",
            std::move(fate)};
  return made;
}

TEST(OktaItems, SurviveTheirNote) {
  Items items{item("A", Item::Plan::send), item("B", Item::Plan::barred),
              item("C", Item::Plan::nothing), item("D", Item::Plan::skipped),
              item("E", Item::Plan::send, Fate{Sent::Kind::rejected, "forbidden", "No."})};
  const json::array kept = to_json(items);
  const Items back = items_from_json(kept);
  EXPECT_EQ(to_json(back), kept);
  ASSERT_EQ(back.size(), items.size());
  EXPECT_EQ(back[4].fate->kind, Sent::Kind::rejected);
  EXPECT_EQ(back[1].reason.remedy, "Unlock it.");
}

TEST(OktaItems, OfANoteThatIsNotOursAreRefused) {
  for (const char* text :
       {"[1]", "[{}]", R"([{"id": "x", "plan": "other"}])", R"([{"plan": "send"}])",
        R"([{"id": "x", "plan": "send", "fate": {"kind": "maybe"}}])"})
    EXPECT_THROW(items_from_json(json::parse(text).as_array()), back::sdk::Failure) << text;
}

// How an item ends follows from the plan, the fate of its request and what a fresh read shows.
TEST(OktaItems, EndAsTheOneTableOfVerdictsSays) {
  using Kind = Sent::Kind;
  const struct {
    Item::Plan plan;
    std::optional<Kind> fate;
    Reading reading;
    Outcome outcome;
  } rows[] = {
      {Item::Plan::nothing, {}, Reading::unreadable, Outcome::already},
      {Item::Plan::barred, {}, Reading::unreadable, Outcome::refused},
      {Item::Plan::skipped, {}, Reading::unreadable, Outcome::refused},
      {Item::Plan::send, {}, Reading::unreadable, Outcome::failed},
      {Item::Plan::send, Kind::accepted, Reading::reached, Outcome::done},
      {Item::Plan::send, Kind::accepted, Reading::not_yet, Outcome::unknown},
      {Item::Plan::send, Kind::accepted, Reading::unreadable, Outcome::unknown},
      {Item::Plan::send, Kind::uncertain, Reading::reached, Outcome::done},
      {Item::Plan::send, Kind::uncertain, Reading::unchanged, Outcome::failed},
      {Item::Plan::send, Kind::uncertain, Reading::not_yet, Outcome::unknown},
      {Item::Plan::send, Kind::rejected, Reading::reached, Outcome::already},
      {Item::Plan::send, Kind::rejected, Reading::not_yet, Outcome::refused},
      {Item::Plan::send, Kind::not_sent, Reading::unreadable, Outcome::failed},
  };
  for (const auto& row : rows) {
    std::optional<Fate> fate;
    if (row.fate) fate = Fate{*row.fate, "vendor", "No."};
    const Ended end = ended(item("A", row.plan, fate), {row.reading, std::nullopt});
    EXPECT_EQ(end.outcome, row.outcome);
    EXPECT_FALSE(end.sentence.empty());
    const bool settled = end.outcome == Outcome::done || end.outcome == Outcome::already;
    EXPECT_EQ(end.code.empty(), settled);
  }
}

}  // namespace
