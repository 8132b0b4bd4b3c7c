#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <set>
#include <thread>

#include "boundary_fixture.hpp"

namespace back::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(SdkBoundary, AnswersAQueryWithTheAuthorsOutput) {
  const auto call = host_.prepare(query("answer"));
  plugin_.start(connection_, call->raw());
  const Answer answer = call->wait();
  EXPECT_EQ(answer.status, BACK_OK);
  EXPECT_EQ(answer.output.at("name"), "requester");
  EXPECT_EQ(call->progress(), std::vector<std::string>{"half way"});
}

TEST_F(SdkBoundary, TurnsEveryExceptionIntoAStatusAndASentenceWithoutItsText) {
  const struct {
    const char* how;
    std::int32_t status;
  } cases[] = {{"fail", BACK_UNAVAILABLE},
               {"throw", BACK_INTERNAL},
               {"throw odd", BACK_INTERNAL},
               {"no memory", BACK_OUT_OF_MEMORY}};
  for (const auto& expected : cases) {
    const Answer answer = run(query(expected.how));
    EXPECT_EQ(answer.status, expected.status) << expected.how;
    EXPECT_FALSE(answer.person.empty()) << expected.how;
    EXPECT_THAT(answer.person + answer.operator_text, Not(HasSubstr("/etc"))) << expected.how;
  }
  EXPECT_EQ(run(query("fail")).details.at("http_status"), 503);
}

TEST_F(SdkBoundary, RefusesAnOutputLargerThanTheHostAccepts) {
  EXPECT_EQ(run(query("big")).status, BACK_UPSTREAM_ERROR);
}

TEST_F(SdkBoundary, RefusesAKindItDoesNotKnow) {
  EXPECT_EQ(run({99, "", {}, example_context()}).status, BACK_UNSUPPORTED);
}

TEST_F(SdkBoundary, RefusesWhoMayNotActBeforeTheAuthorIsAsked) {
  struct Case {
    const char* why;
    const char* member;
    const char* field;  // nullptr: the member itself
    boost::json::value value;
    std::int32_t kind;
  };
  const Case cases[] = {
      {"another team's request", "request", "team", "hr", BACK_KIND_EXECUTE},
      {"another team's request, only looked at", "request", "team", "hr", BACK_KIND_QUERY},
      {"not a member", "actor", "teams", boost::json::array{"hr"}, BACK_KIND_EXECUTE},
      {"his own request", "requester", "email", "Erin.Expert@back-demo.example", BACK_KIND_EXECUTE},
      {"no request", "request", nullptr, nullptr, BACK_KIND_EXECUTE},
      {"no admin", "actor", "admin", false, BACK_KIND_CHECK},
  };
  for (const auto& expected : cases) {
    boost::json::object context = example_context();
    boost::json::value& member = context[expected.member];
    (expected.field ? member.as_object()[expected.field] : member) = expected.value;
    Asked asked = expected.kind == BACK_KIND_EXECUTE ? change("succeed") : query("answer");
    asked.kind = expected.kind;
    asked.context = context;
    const auto call = host_.prepare(asked);
    plugin_.start(connection_, call->raw());
    EXPECT_EQ(call->wait().status, BACK_FORBIDDEN) << expected.why;
    EXPECT_TRUE(call->notes().empty()) << expected.why;
  }
}

TEST_F(SdkBoundary, RefusesInputsOutsideTheActionsSchemaAndNamesTheField) {
  Asked asked = change("succeed");
  asked.input = {{"then", 3}};
  const Answer wrong_type = run(asked);
  EXPECT_EQ(wrong_type.status, BACK_INVALID_INPUT);
  EXPECT_EQ(wrong_type.details.at("pointer"), "/then");
  asked.input = {{"then", "succeed"}, {"more", 1}};
  EXPECT_EQ(run(asked).status, BACK_INVALID_INPUT);
  asked.name = "delete_everything";
  EXPECT_EQ(run(asked).status, BACK_UNSUPPORTED);
}

TEST_F(SdkBoundary, RefusesAContextThatIsNotOne) {
  Asked asked = query("answer");
  asked.context = {{"actor", "erin"}};
  EXPECT_EQ(run(asked).status, BACK_INVALID_INPUT);
}

TEST_F(SdkBoundary, SendsAChangeOnlyAfterItsNote) {
  const auto call = host_.prepare(change("succeed"));
  plugin_.start(connection_, call->raw());
  const Answer answer = call->wait();
  EXPECT_EQ(answer.output.at("outcome"), "done");
  ASSERT_EQ(call->notes().size(), 1u);
  EXPECT_EQ(call->notes()[0].at("target"), "t-1");
  EXPECT_EQ(answer.secrets.at("link"), "https://once.example/");
}

TEST_F(SdkBoundary, WaitsUntilTheNoteIsDurable) {
  host_.answer_intents_with(BACK_WAIT);
  const auto call = host_.prepare(change("succeed"));
  plugin_.start(connection_, call->raw());
  ASSERT_TRUE(call->wait_for_note());
  EXPECT_EQ(call->times_done(), 0);
  plugin_.proceed(connection_, call->id());
  EXPECT_EQ(call->wait().output.at("sent"), 1);
}

TEST_F(SdkBoundary, SendsNothingWhenTheHostSaysStopOrSomethingUnknown) {
  for (const std::int32_t answer : {BACK_STOP, 77}) {
    host_.answer_intents_with(answer);
    EXPECT_EQ(run(change("succeed")).status, BACK_UNAVAILABLE);
  }
  host_.answer_intents_with(BACK_PROCEED);
  EXPECT_EQ(run(change("succeed")).output.at("sent"), 1);
}

TEST_F(SdkBoundary, SendsNothingWhenCancelledWhileTheNoteIsKept) {
  host_.answer_intents_with(BACK_WAIT);
  const auto call = host_.prepare(change("succeed"));
  plugin_.start(connection_, call->raw());
  ASSERT_TRUE(call->wait_for_note());
  call->mark_cancelled();
  plugin_.cancel(connection_, call->id());
  EXPECT_EQ(call->wait().status, BACK_CANCELLED);
  plugin_.proceed(connection_, call->id());  // too late: ignored
  host_.answer_intents_with(BACK_PROCEED);
  EXPECT_EQ(run(change("succeed")).output.at("sent"), 1);
}

TEST_F(SdkBoundary, RefusesAChangeInsideAQuery) {
  const auto call = host_.prepare(query("change"));
  plugin_.start(connection_, call->raw());
  EXPECT_EQ(call->wait().status, BACK_INTERNAL);
  EXPECT_TRUE(call->notes().empty());
}

TEST_F(SdkBoundary, TellsAnInterruptedChangeAsUnknownNeverAsNotRequested) {
  for (const char* then : {"fail", "throw", "throw odd", "no memory"}) {
    const Answer answer = run(change(then));
    EXPECT_EQ(answer.status, BACK_OK) << then;
    EXPECT_EQ(answer.output.at("outcome"), "unknown") << then;
    EXPECT_TRUE(answer.output.at("changed").is_null()) << then;
    EXPECT_FALSE(answer.output.at("evidence").as_string().empty()) << then;
  }
}

TEST_F(SdkBoundary, EndsACancelledCallAtOnce) {
  const auto reading = host_.prepare(query("wait"));
  plugin_.start(connection_, reading->raw());
  reading->mark_cancelled();
  plugin_.cancel(connection_, reading->id());
  EXPECT_EQ(reading->wait().status, BACK_CANCELLED);

  const auto changing = host_.prepare(change("wait"));
  plugin_.start(connection_, changing->raw());
  ASSERT_TRUE(changing->wait_for_note());
  changing->mark_cancelled();
  plugin_.cancel(connection_, changing->id());
  const Answer answer = changing->wait();
  if (answer.status == BACK_OK)
    EXPECT_EQ(answer.output.at("code"), "cancelled");
  else
    EXPECT_EQ(answer.status, BACK_CANCELLED);  // it came before the note was granted
}

TEST_F(SdkBoundary, NoticesACancellationThatCameBeforeStart) {
  const auto call = host_.prepare(query("wait"));
  call->mark_cancelled();
  plugin_.cancel(connection_, call->id());  // unknown still: ignored
  plugin_.start(connection_, call->raw());
  EXPECT_EQ(call->wait().status, BACK_CANCELLED);
}

TEST_F(SdkBoundary, CountsTheTimeOfACallFromItsStartHoweverBusyTheLoopIs) {
  std::promise<loop::Clock::time_point> started;
  loop::Loop::shared()->post([when = started.get_future().share()] {
    while (loop::Clock::now() < when.get() + std::chrono::milliseconds(2)) {
    }
  });
  Asked asked = query("answer");
  asked.deadline_ms = 1;
  const auto call = host_.prepare(asked);
  plugin_.start(connection_, call->raw());
  started.set_value(loop::Clock::now());
  const Answer answer = call->wait();
  ASSERT_EQ(answer.status, BACK_OK);
  EXPECT_EQ(answer.output.at("time_is_up"), true);
}

TEST_F(SdkBoundary, HandsASettleItsActionAndNote) {
  Asked asked{BACK_KIND_SETTLE,
              "",
              {{"action", "change"}, {"input", boost::json::object()}, {"note", nullptr}},
              example_context()};
  const Answer answer = run(asked);
  EXPECT_EQ(answer.output.at("action"), "change");
  EXPECT_EQ(answer.output.at("noted"), false);
  asked.input = {{"action", 1}};
  EXPECT_EQ(run(asked).status, BACK_INVALID_INPUT);
}

TEST_F(SdkBoundary, CompletesEachOfManyOverlappingCallsOnceWhateverIsCancelled) {
  constexpr int kThreads = 4;
  constexpr int kCallsEach = 50;
  std::vector<std::vector<std::unique_ptr<FakeCall>>> calls(kThreads);
  for (auto& mine : calls)
    for (int i = 0; i < kCallsEach; ++i)
      mine.push_back(host_.prepare(i % 3 == 0   ? query("wait")
                                   : i % 3 == 1 ? change("succeed")
                                                : change("wait")));
  std::vector<std::thread> threads;
  for (auto& mine : calls)
    threads.emplace_back([&] {
      for (const auto& call : mine) plugin_.start(connection_, call->raw());
      for (const auto& call : mine) {
        call->mark_cancelled();
        plugin_.cancel(connection_, call->id());
      }
    });
  for (auto& thread : threads) thread.join();
  for (const auto& mine : calls)
    for (const auto& call : mine) {
      call->wait();
      EXPECT_EQ(call->times_done(), 1);
    }
}

TEST(SdkOpen, RefusesConfigurationsAndSecretsOutsideTheManifest) {
  struct Case {
    const char* configuration;
    std::map<std::string, std::string> secrets;
    const char* says;
  };
  const Case cases[] = {
      {R"({"teams": ["it"]})", kSecrets, "Name"},
      {R"({"name": "demo", "teams": []})", kSecrets, "Teams"},
      {R"({"name": "demo", "teams": ["it"], "proxy": "http://x"})", kSecrets, "proxy"},
      {R"({"name": "a name of more than twenty characters", "teams": ["it"]})", kSecrets, "Name"},
      {R"({"name": "demo", "teams": ["it"]})", {}, "Token"},
      {R"({"name": "bad", "teams": ["it"]})", kSecrets, "not a good name"},
  };
  FakeHost host;
  for (const auto& expected : cases) {
    Answer refused;
    const auto given = boost::json::parse(expected.configuration).as_object();
    EXPECT_EQ(host.open(author_plugin(), given, expected.secrets, &refused), nullptr);
    EXPECT_EQ(refused.status, BACK_INVALID_CONFIGURATION) << expected.configuration;
    EXPECT_THAT(refused.person, HasSubstr(expected.says)) << expected.configuration;
  }
}

TEST(SdkOpen, RefusesWhatIsNoJsonObjectAndWorksWithoutAFailureFunction) {
  FakeHost host;
  for (const char* given : {"", "[]", "{", "{\"name\":\"a\",\"name\":\"b\"}", "\xff"}) {
    back_connection* connection = nullptr;
    EXPECT_EQ(author_plugin().open(host.table(), {given, std::string(given).size()}, nullptr, 0,
                                   nullptr, nullptr, &connection),
              BACK_INVALID_CONFIGURATION)
        << given;
    EXPECT_EQ(connection, nullptr);
  }
}

TEST(SdkOpen, LeavesNothingBehindAfterTheLastClose) {
  FakeHost host;
  for (int i = 0; i < 20; ++i) {
    back_connection* connection = host.open(author_plugin(), configuration(), kSecrets);
    ASSERT_NE(connection, nullptr);
    author_plugin().close(connection);
  }
  EXPECT_EQ(open_authors(), 0);
}

}  // namespace
}  // namespace back::testing
