// Ids and answers from hostile hands: nothing is sent for the former, nothing is believed of the
// latter.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // a false alarm inside GCC 12's <regex>
#endif
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <regex>

#include "okta/model/ids.hpp"
#include "world.hpp"

namespace okta_test {
namespace {

constexpr std::string_view kNoah = "noah.fischer@back-demo.example";

std::string bad_id(std::mt19937_64& random) {
  static constexpr std::array<std::string_view, 24> kPieces = {"..",
                                                               ".",
                                                               "/",
                                                               "%2f",
                                                               "%2e%2e",
                                                               "?x=1",
                                                               "#",
                                                               ";",
                                                               "\\",
                                                               " ",
                                                               "me",
                                                               "rules",
                                                               "00u",
                                                               "00g",
                                                               "A",
                                                               "0",
                                                               "\n",
                                                               "\t",
                                                               "ä",
                                                               "\u202e",
                                                               "users",
                                                               "lifecycle",
                                                               "00uxf5kx9MpPC2jpb5d",
                                                               "@"};
  std::string id;
  for (std::uint64_t i = 0, n = 1 + random() % 6; i < n; ++i)
    id += kPieces[random() % kPieces.size()];
  return id;
}

TEST(OktaHostile, IdsOutsideTheGrammarInAnyPositionSendNothing) {
  World world;
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  const auto actions = World::actions();
  for (int round = 0; round < 300; ++round) {
    // One that would be well-formed if it were only looked at.
    const std::string id = round == 0 ? "\u202e00uxf5kx9MpPC2jpb5dA" : bad_id(random);
    if (okta::UserId::from(id)) continue;
    world.more_context = {{"account", id}};
    const std::string_view action = round == 0 ? "suspend" : actions[random() % actions.size()];
    const Answer executed = world.execute(action, kNoah, World::usual_input(action));
    EXPECT_EQ(executed.status, BACK_INVALID_INPUT) << id;
    EXPECT_TRUE(executed.person.ends_with('.')) << executed.person;
    EXPECT_EQ(world.view(kNoah).status, BACK_INVALID_INPUT) << id;
    world.more_context = {};
    const json::object before{{"account", id}, {"login", "x"}, {"name", "x"}, {"status", "ACTIVE"}};
    const json::object note{{"step", "suspend"}, {"target", id}, {"before", before}};
    EXPECT_EQ(world.settle(action, World::usual_input(action), note, kNoah).status,
              BACK_INVALID_INPUT)
        << id;
  }
  EXPECT_TRUE(world.okta().journal().empty());
}

// A factor is only ever one of those that the account is seen to have.
TEST(OktaHostile, NoTextOfAFactorReachesAPath) {
  World world;
  const std::uint64_t seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 100; ++round) {
    const std::string id = bad_id(random);
    const Answer answer =
        world.execute("reset_factor", "dana.reyes@back-demo.example", {{"factor", id}});
    const bool refused = answer.status == BACK_INVALID_INPUT ||
                         (answer.status == BACK_OK && answer.output.at("outcome") == "already");
    EXPECT_TRUE(refused) << id << answer.person << answer.output;
  }
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaHostile, BrokenSeenStatesAndNotesAreRefused) {
  World world;
  const std::array<json::value, 6> kBroken = {
      json::object{},
      json::object{{"account", 7}},
      json::object{{"account", "x"}, {"login", "x"}},
      json::object{{"account", "x"}, {"login", "x"}, {"name", "x"}, {"status", 7}},
      json::object{{"account", std::string(5000, 'x')}},
      json::parse(R"({"account":"x","login":"x","name":"x","status":"x","factors":[7]})")};
  for (const auto& seen : kBroken) {
    world.more_context = {{"seen", seen}};
    EXPECT_EQ(world.execute("suspend", kNoah).status, BACK_INVALID_INPUT) << seen;
  }
  world.more_context = {};
  for (const auto& before : kBroken) {
    const json::object note{{"step", "suspend"}, {"target", "x"}, {"before", before}};
    EXPECT_EQ(world.settle("suspend", {}, note, kNoah).status, BACK_INVALID_INPUT) << before;
  }
  EXPECT_TRUE(world.writes().empty());
}

// Whatever the answers, each request sent is one of these.
TEST(OktaHostile, AnswersThatLieLeadNowhereElse) {
  static const std::regex kTemplates(
      "^(GET /api/v1/users\\?search=[^&]*&limit=50|GET "
      "/api/v1/users/(me|00u[0-9A-Za-z]{17}(/factors|/roles)?)|"
      "POST /api/v1/users/00u[0-9A-Za-z]{17}/lifecycle/suspend)$");
  const std::array<std::string, 12> kLies = {
      "",
      "[]",
      "{}",
      "null",
      "7",
      "{\"id\":\"..\"}",
      "[{\"id\":\"../groups/x\",\"status\":\"ACTIVE\",\"profile\":{}}]",
      R"([{"id":"00uanotherPersonXXXX0","status":"ACTIVE","profile":{"login":"evil@x","email":"evil@x"}}])",
      R"({"id":"00uanotherPersonXXX00","status":"ACTIVE","profile":{"login":"evil@x","email":"evil@x"}})",
      R"({"id":"00ubdraSve4yLTfL05d7","status":"ACTIVE","status":"STAGED","profile":{"login":"a","email":"b"}})",
      R"({"id":"00ubdraSve4yLTfL05d7","status":"MELTED","profile":{"login":"a","email":"b"}})",
      std::string(100000, '[')};
  for (const std::string& lie : kLies) {
    for (const char* path :
         {"/api/v1/users", "/api/v1/users/00*", "/api/v1/users/*/roles", "/api/v1/users/me"}) {
      World world;
      world.answer_with(path, 200, lie, false, -1, "GET");
      const Answer answer = world.execute("suspend", kNoah);
      EXPECT_TRUE(world.writes().empty() || std::string_view(path).ends_with("roles"))
          << path << ": " << lie.substr(0, 80);
      const bool refused = answer.status != BACK_OK || answer.output.at("outcome") == "refused";
      EXPECT_TRUE(refused || (lie == "[]" && std::string_view(path).ends_with("roles")))
          << path << lie.substr(0, 80);
      for (const auto& entry : world.okta().journal()) {
        EXPECT_TRUE(std::regex_match(entry.method + ' ' + entry.target, kTemplates))
            << entry.method << entry.target;
      }
    }
  }
}

TEST(OktaHostile, ASearchThatReturnsSomebodyElseFindsNobody) {
  World world;
  world.answer_with(
      "/api/v1/users", 200,
      R"([{"id":"00ubdbHT9pPj2pNI85d7","status":"ACTIVE","profile":{"login":"d@x","email":"d@x"}}])");
  EXPECT_EQ(world.view(kNoah).output.at("found"), "none");
  EXPECT_EQ(world.execute("suspend", kNoah).output.at("code"), "not_found");
}

TEST(OktaHostile, AnAnswerAboutAnotherAccountIsNotBelieved) {
  World world;
  const std::string dana = "/api/v1/users/" + world.truth("dana.reyes@back-demo.example").id;
  okta_emulator::Request request{
      "GET", dana, {{"authorization", "SSWS " + std::string(World::kSuperAdmin)}}, ""};
  const std::string body = world.okta().handle(request).body;
  world.answer_with(world.path(kNoah), 200, body);
  EXPECT_EQ(world.view(kNoah).status, BACK_UPSTREAM_ERROR);
  EXPECT_EQ(world.execute("suspend", kNoah).status, BACK_UPSTREAM_ERROR);
  EXPECT_TRUE(world.writes().empty());
}

TEST(OktaHostile, TheTokenStandsNowhereInWhatIsSaid) {
  World world;
  world.check();
  world.view(kNoah);
  world.execute("suspend", kNoah);
  for (const auto& line : world.host().log()) {
    EXPECT_EQ((line.sentence + line.fields).find(World::kSuperAdmin), std::string::npos);
  }
}

}  // namespace
}  // namespace okta_test
