// Reading and writing the context of a call.
#include "contract/context.hpp"

#include <gtest/gtest.h>

#include "json/strict_json.hpp"

namespace back::contract {
namespace {

constexpr std::string_view kWhole = R"({
  "organisation": {"id": "acme", "name": "Acme"},
  "actor": {"id": "u1", "name": "Eva", "email": "eva@acme.example", "teams": ["it", "hr"],
            "admin": true},
  "request": {"id": "r1", "team": "it"},
  "requester": {"id": "u2", "name": "Rob", "email": "rob@acme.example"},
  "account": "00u1", "seen": {"status": "ACTIVE"}, "later": 1})";

TEST(Context, ReadsEveryMemberAndIgnoresLaterOnes) {
  const Context context = parse_context(kWhole);
  EXPECT_EQ(context.organisation.name, "Acme");
  EXPECT_EQ(context.actor.id, "u1");
  EXPECT_EQ(context.actor.teams, (std::vector<std::string>{"it", "hr"}));
  EXPECT_TRUE(context.actor.admin);
  EXPECT_EQ(context.request->team, "it");
  EXPECT_EQ(context.requester->email, "rob@acme.example");
  EXPECT_EQ(context.account, "00u1");
  EXPECT_EQ(context.seen->at("status"), "ACTIVE");
}

TEST(Context, WritesWhatItReads) {
  auto expected = json::parse(kWhole);
  expected.as_object().erase("later");
  EXPECT_EQ(to_text(parse_context(kWhole)), json::canonical(expected));
}

TEST(Context, RequestAndRequesterMayBeNull) {
  auto document = json::parse(kWhole);
  document.as_object()["request"] = nullptr;
  document.as_object()["requester"] = nullptr;
  document.as_object().erase("account");
  document.as_object().erase("later");
  const Context context = read_context(document);
  EXPECT_FALSE(context.request.has_value());
  EXPECT_FALSE(context.requester.has_value());
  EXPECT_EQ(to_text(context), json::canonical(document));
}

struct Damage {
  std::string from;
  std::string to;
  std::string pointer;
};

const Damage kDamages[] = {
    {"\"id\": \"u1\", ", "", "/actor/id"},
    {"\"u1\"", "\"\"", "/actor/id"},
    {"\"u1\"", "7", "/actor/id"},
    {"eva@acme.example", "", "/actor/email"},
    {"rob@acme.example", "", "/requester/email"},
    {"\"u2\"", "\"\"", "/requester/id"},
    {"\"r1\"", "\"\"", "/request/id"},
    {"\"team\": \"it\"", "\"team\": \"\"", "/request/team"},
    {"[\"it\", \"hr\"]", "[\"it\", \"\"]", "/actor/teams/1"},
    {"[\"it\", \"hr\"]", "\"it\"", "/actor/teams"},
    {"true", "\"true\"", "/actor/admin"},
    {"\"acme\"", "\"\"", "/organisation/id"},
    {"\"00u1\"", "null", "/account"},
    {"\"id\": \"acme\"", "\"id\": \"acme\", \"id\": \"acme\"", ""},
};

TEST(Context, RefusesWhatIsMissingEmptyOrOfAnotherType) {
  for (const Damage& damage : kDamages) {
    SCOPED_TRACE(damage.from + " -> " + damage.to);
    std::string text(kWhole);
    text.replace(text.find(damage.from), damage.from.size(), damage.to);
    try {
      parse_context(text);
      ADD_FAILURE() << "accepted";
    } catch (const Invalid& invalid) {
      EXPECT_EQ(invalid.faults().front().pointer, damage.pointer);
    }
  }
}

}  // namespace
}  // namespace back::contract
