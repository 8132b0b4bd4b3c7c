#include "http/rate_limit.hpp"

#include <gtest/gtest.h>

#include "http/testing/fakes.hpp"
#include "loop/together.hpp"
#include "support/run.hpp"

namespace back::http {
namespace {

using namespace std::chrono_literals;
using Reason = NoResponse::Reason;

constexpr const char* kDate = "Sun, 06 Nov 1994 08:49:37 GMT";  // 784111777

Response refusal(int seconds) {
  return {429,
          {{"Date", kDate},
           {"X-Rate-Limit-Limit", "600"},
           {"X-Rate-Limit-Remaining", "0"},
           {"X-Rate-Limit-Reset", std::to_string(784111777 + seconds)}},
          "too many",
          false,
          std::nullopt};
}
Response too_many_at_once() {
  return {
      429, {{"X-Rate-Limit-Limit", "0"}, {"X-Rate-Limit-Remaining", "0"}}, "", false, std::nullopt};
}

class RateLimitLayer : public testing::Test {
 protected:
  RateLimitLayer() { options_.service = "Vendor"; }

  RateLimiting& layer() {
    if (!layer_)
      layer_ = std::make_unique<RateLimiting>(std::make_unique<Borrowed>(below_), options_, clock_);
    return *layer_;
  }
  Response send(Method method = Method::get, std::string bucket = "users") {
    Request request;
    request.method = method;
    request.bucket = std::move(bucket);
    return run(*loop_, layer().send(request, scope_));
  }

  std::shared_ptr<loop::Loop> loop_ = loop::Loop::shared();
  FakeTransport below_;
  FakeClock clock_;
  Scope scope_;
  RateOptions options_;
  std::unique_ptr<RateLimiting> layer_;
};

TEST_F(RateLimitLayer, WaitsByTheServersClockAndSendsAnyMethodAgain) {
  for (const Method method : {Method::get, Method::post, Method::put, Method::delete_}) {
    below_.then(refusal(11)).then(200);
    EXPECT_EQ(send(method).status, 200);
  }
  EXPECT_EQ(clock_.sleeps, (std::vector<std::chrono::milliseconds>(4, 12s)));
  EXPECT_EQ(below_.requests.size(), 8u);
}

TEST_F(RateLimitLayer, TellsThePersonWhoWaitsWhatItWaitsFor) {
  std::vector<std::string> told;
  scope_.progress = [&](std::string_view sentence) { told.emplace_back(sentence); };
  below_.then(refusal(11)).then(200);
  send();
  EXPECT_EQ(told, std::vector<std::string>{"Vendor asks us to wait 12 s."});
}

TEST_F(RateLimitLayer, AnswersAtOnceWhenTheWaitWouldPassTheDeadline) {
  scope_.deadline = clock_.now() + 10s;
  below_.then(refusal(30));
  const Response response = send();
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.retry_after_s, 31);
  EXPECT_EQ(response.body, "too many");
  EXPECT_TRUE(clock_.sleeps.empty());
}

TEST_F(RateLimitLayer, SendsNothingToABucketThatIsClosedUntilAfterTheDeadline) {
  scope_.deadline = clock_.now() + 10s;
  below_.then(refusal(30));
  send();
  clock_.advance(5s);
  const Response second = send();
  EXPECT_EQ(second.status, 429);
  EXPECT_EQ(second.retry_after_s, 26);
  EXPECT_EQ(below_.requests.size(), 1u);
}

TEST_F(RateLimitLayer, KeepsBucketsApart) {
  scope_.deadline = clock_.now() + 10s;
  below_.then(refusal(30)).then(200);
  EXPECT_EQ(send(Method::get, "users").status, 429);
  EXPECT_EQ(send(Method::get, "apps").status, 200);
}

TEST_F(RateLimitLayer, OpensABucketAgainOnceItsTimeHasCome) {
  scope_.deadline = clock_.now() + 10s;
  below_.then(refusal(30)).then(200);
  send();
  clock_.advance(31s);
  scope_.deadline = clock_.now() + 10s;
  EXPECT_EQ(send().status, 200);
}

TEST_F(RateLimitLayer, DoesNotBelieveInAbsurdWaits) {
  below_.then(refusal(31'536'000)).then(200);
  const Response response = send();
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.retry_after_s, 86400);
  EXPECT_TRUE(clock_.sleeps.empty());
  // The bucket is not closed for a year.
  EXPECT_EQ(send().status, 200);
  EXPECT_EQ(clock_.sleeps, std::vector<std::chrono::milliseconds>{120s});
}

TEST_F(RateLimitLayer, PausesShortlyAndHalvesTheCeilingWhenTooManyAreInFlight) {
  options_.in_flight = 16;
  below_.then(too_many_at_once()).then(too_many_at_once()).then(200);
  EXPECT_EQ(send(Method::post).status, 200);
  EXPECT_EQ(layer().ceiling(), 4u);
  ASSERT_EQ(clock_.sleeps.size(), 2u);
  EXPECT_LE(clock_.sleeps[0], 500ms);
  EXPECT_LE(clock_.sleeps[1], 1000ms);
  EXPECT_LT(clock_.sleeps[0], clock_.sleeps[1]);
}

TEST_F(RateLimitLayer, RaisesTheCeilingAgainStepByStep) {
  options_.in_flight = 4;
  below_.then(too_many_at_once()).always([](const Request&) {
    return Response{200, {}, {}, false, {}};
  });
  send();
  EXPECT_EQ(layer().ceiling(), 2u);
  for (int i = 0; i < 500; ++i) send();
  EXPECT_EQ(layer().ceiling(), 4u);
}

TEST_F(RateLimitLayer, GivesUpAfterSeveralRefusals) {
  below_.always([](const Request&) { return too_many_at_once(); });
  EXPECT_EQ(send().status, 429);
  EXPECT_EQ(below_.requests.size(), 4u);
  for (unsigned i = 0; i < 4; ++i) EXPECT_EQ(below_.requests[i].attempt, i + 1);
  EXPECT_EQ(layer().ceiling(), 1u);
}

TEST_F(RateLimitLayer, TriesAgainSoonWhenARefusalSaysNothing) {
  below_.then(429).then(200);
  EXPECT_EQ(send().status, 200);
  ASSERT_EQ(clock_.sleeps.size(), 1u);
  EXPECT_LE(clock_.sleeps[0], 500ms);
}

TEST_F(RateLimitLayer, PassesFailuresOnAndFreesTheirPermit) {
  options_.in_flight = 1;
  for (int i = 0; i < 3; ++i) {
    below_.then(NoResponse(Reason::lost, true, "Lost."));
    EXPECT_THROW(send(), NoResponse);
  }
  below_.then(200);
  EXPECT_EQ(send().status, 200);
}

// Holds every request until it is let go; counts how many it holds.
class Gate : public Transport {
 public:
  Task<Response> send(Request& request, Scope&) override {
    order.push_back(request.body);
    most = std::max(most, ++held);
    co_await open.wait();
    --held;
    co_return Response{200, {}, {}, false, {}};
  }
  loop::Event open;
  int held = 0;
  int most = 0;
  std::vector<std::string> order;
};

Task<> send_one(Transport& layer, Request& request, Scope& scope) {
  co_await layer.send(request, scope);
}
Task<> open_when_full(Gate& gate, loop::Loop& loop, int expected) {
  for (int i = 0; i < 1000 && gate.held < expected; ++i) co_await loop::sleep_until(Clock::now());
  static_cast<void>(loop);
  gate.open.set();
}
Task<bool> all(std::vector<Task<>> parts) {
  co_await loop::together(std::move(parts));
  co_return true;
}

TEST_F(RateLimitLayer, KeepsToTheCeilingAndLetsPeopleGoFirst) {
  options_.in_flight = 2;
  Gate gate;
  RateLimiting layer(std::make_unique<Borrowed>(gate), options_, clock_);
  Scope person;
  Scope background;
  background.priority = Priority::background;
  std::vector<Request> requests;
  for (const char* name :
       {"first", "second", "background 1", "background 2", "person 1", "person 2"}) {
    requests.emplace_back();
    requests.back().body = name;
  }
  std::vector<Task<>> parts;
  for (Request& request : requests)
    parts.push_back(
        send_one(layer, request, request.body.starts_with("back") ? background : person));
  parts.push_back(open_when_full(gate, *loop_, 2));
  EXPECT_TRUE(run(*loop_, all(std::move(parts))));
  EXPECT_EQ(gate.most, 2);
  EXPECT_EQ(gate.order, (std::vector<std::string>{"first", "second", "person 1", "person 2",
                                                  "background 1", "background 2"}));
}

TEST_F(RateLimitLayer, SharesItsCeilingWithTheOtherClientsOfTheOrganisation) {
  options_.turns = Turns::of({"one.example"}, 2, 120s);
  EXPECT_EQ(Turns::of({"one.example"}, 2, 120s), options_.turns);
  EXPECT_NE(Turns::of({"two.example"}, 2, 120s), options_.turns);
  Gate gate;
  RateLimiting one(std::make_unique<Borrowed>(gate), options_, clock_);
  RateLimiting other(std::make_unique<Borrowed>(gate), options_, clock_);
  Scope scope;
  Request request;
  std::vector<Task<>> parts;
  for (int i = 0; i < 3; ++i) {
    parts.push_back(send_one(one, request, scope));
    parts.push_back(send_one(other, request, scope));
  }
  parts.push_back(open_when_full(gate, *loop_, 2));
  EXPECT_TRUE(run(*loop_, all(std::move(parts))));
  EXPECT_EQ(gate.order.size(), 6u);
  EXPECT_EQ(gate.most, 2);
}

TEST_F(RateLimitLayer, RefusesMoreWaitingRequestsThanItsLimit) {
  options_.in_flight = 1;
  options_.max_waiting = 1;
  Gate gate;
  RateLimiting layer(std::make_unique<Borrowed>(gate), options_, clock_);
  Request request;
  Started<Response> first(*loop_, layer.send(request, scope_));
  Started<Response> second(*loop_, layer.send(request, scope_));
  Started<Response> third(*loop_, layer.send(request, scope_));
  try {
    third.result();
    ADD_FAILURE();
  } catch (const NoResponse& failure) {
    EXPECT_EQ(failure.reason(), Reason::overloaded);
    EXPECT_FALSE(failure.may_have_arrived());
  }
  loop_->post([&] { gate.open.set(); });
  EXPECT_EQ(first.result().status, 200);
  EXPECT_EQ(second.result().status, 200);
}

TEST_F(RateLimitLayer, EndsAWaitForItsTurnAtTheDeadlineAndWhenCancelled) {
  options_.in_flight = 1;
  Gate gate;
  RateLimiting layer(std::make_unique<Borrowed>(gate), options_, clock_);
  Request request;
  Started<Response> first(*loop_, layer.send(request, scope_));
  Scope hurried;
  hurried.deadline = Clock::now() + 20ms;
  Started<Response> late(*loop_, layer.send(request, hurried));
  Started<Response> cancelled(*loop_, layer.send(request, scope_));
  try {
    late.result();
    ADD_FAILURE();
  } catch (const NoResponse& failure) {
    EXPECT_EQ(failure.reason(), Reason::timeout);
    EXPECT_FALSE(failure.may_have_arrived());
  }
  cancelled.cancel();
  EXPECT_THROW(cancelled.result(), loop::Cancelled);
  loop_->post([&] { gate.open.set(); });
  EXPECT_EQ(first.result().status, 200);
}

}  // namespace
}  // namespace back::http
