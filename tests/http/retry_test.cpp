#include "http/retry.hpp"

#include <gtest/gtest.h>

#include "http/testing/fakes.hpp"
#include "support/run.hpp"

namespace back::http {
namespace {

using namespace std::chrono_literals;
using Reason = NoResponse::Reason;

class RetryLayer : public testing::Test {
 protected:
  Response send(Request request) {
    Retrying layer(std::make_unique<Borrowed>(below_), RetryOptions{}, clock_);
    return run(layer.send(request, scope_));
  }
  NoResponse failure_of(const Request& request) {
    try {
      ADD_FAILURE() << "answered " << send(request).status;
    } catch (const NoResponse& failure) {
      return failure;
    }
    return {Reason::bad_request, false, {}};
  }
  static Request with(Method method, Resend resend = Resend::if_read) {
    Request request;
    request.method = method;
    request.resend = resend;
    return request;
  }
  static NoResponse lost(bool may_have_arrived) {
    return {Reason::lost, may_have_arrived, "Lost."};
  }

  FakeTransport below_;
  FakeClock clock_;
  Scope scope_;
};

TEST_F(RetryLayer, PassesAnAnswerOnAsItIs) {
  for (const int status : {200, 204, 301, 400, 401, 403, 404, 409, 429, 501}) {
    below_.then(status, "body");
    const Response response = send(with(Method::get));
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.body, "body");
    EXPECT_FALSE(response.repeated);
  }
  EXPECT_TRUE(clock_.sleeps.empty());
}

// What happens to a request whose first attempt ended in a certain way: is it sent a second time?
struct Case {
  const char* first;
  Method method;
  Resend resend;
  bool again;
};

TEST_F(RetryLayer, SendsAgainOnlyWhatMayBeSentAgain) {
  const Case cases[] = {
      {"did not arrive", Method::get, Resend::if_read, true},
      {"did not arrive", Method::post, Resend::if_read, true},
      {"did not arrive", Method::put, Resend::if_read, true},
      {"did not arrive", Method::delete_, Resend::if_read, true},
      {"may have arrived", Method::get, Resend::if_read, true},
      {"may have arrived", Method::post, Resend::if_read, false},
      {"may have arrived", Method::put, Resend::if_read, false},
      {"may have arrived", Method::delete_, Resend::if_read, false},
      {"may have arrived", Method::post, Resend::harmless, true},
      {"may have arrived", Method::delete_, Resend::harmless, true},
      {"500", Method::get, Resend::if_read, true},
      {"502", Method::get, Resend::if_read, true},
      {"503", Method::get, Resend::if_read, true},
      {"504", Method::get, Resend::if_read, true},
      {"500", Method::post, Resend::if_read, false},
      {"503", Method::delete_, Resend::if_read, false},
      {"503", Method::put, Resend::harmless, true},
      {"501", Method::get, Resend::if_read, false},
      {"429", Method::get, Resend::if_read, false},
  };
  for (const Case& c : cases) {
    FakeTransport below;
    const std::string first = c.first;
    if (first == "did not arrive") {
      below.then(NoResponse(Reason::connect, false, "Refused."));
    } else if (first == "may have arrived") {
      below.then(lost(true));
    } else {
      below.then(std::stoi(first));
    }
    below.then(200);
    Retrying layer(std::make_unique<Borrowed>(below), RetryOptions{}, clock_);
    try {
      Request request = with(c.method, c.resend);
      run(layer.send(request, scope_));
    } catch (const NoResponse&) {
    }
    EXPECT_EQ(below.requests.size(), c.again ? 2u : 1u) << c.first << " " << name_of(c.method);
  }
}

TEST_F(RetryLayer, SaysWhetherAnEarlierAttemptMayHaveBeenExecuted) {
  below_.then(lost(true)).then(404);
  EXPECT_TRUE(send(with(Method::delete_, Resend::harmless)).repeated);
  below_.then(503).then(200);
  EXPECT_TRUE(send(with(Method::delete_, Resend::harmless)).repeated);
  below_.then(lost(false)).then(200);
  EXPECT_FALSE(send(with(Method::delete_, Resend::harmless)).repeated);
  below_.then(lost(true)).then(lost(false)).then(lost(false));
  EXPECT_TRUE(failure_of(with(Method::delete_, Resend::harmless)).may_have_arrived());
  below_.then(lost(false)).then(lost(false)).then(lost(false));
  EXPECT_FALSE(failure_of(with(Method::post)).may_have_arrived());
}

TEST_F(RetryLayer, GivesUpAfterThreeAttemptsWithTheLastAnswer) {
  below_.then(503, "1").then(502, "2").then(500, "3").then(200);
  const Response response = send(with(Method::get));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body, "3");
  EXPECT_EQ(below_.unused(), 1u);
  ASSERT_EQ(below_.requests.size(), 3u);
  for (unsigned i = 0; i < 3; ++i) EXPECT_EQ(below_.requests[i].attempt, i + 1);
}

TEST_F(RetryLayer, PausesLongerEachTimeAndNeverTheSame) {
  below_.then(503).then(503).then(200);
  clock_.next_chance = 0.5;
  send(with(Method::get));
  EXPECT_EQ(clock_.sleeps, (std::vector<std::chrono::milliseconds>{125ms, 250ms}));
}

TEST_F(RetryLayer, DoesNotTryAgainWhatCannotGetBetter) {
  NoResponse untrusted(Reason::tls, false, "Untrusted.");
  below_.then(untrusted.lasting());
  EXPECT_EQ(failure_of(with(Method::get)).reason(), Reason::tls);
  for (const Reason reason : {Reason::too_large, Reason::malformed, Reason::bad_request,
                              Reason::overloaded, Reason::cancelled}) {
    below_.then(NoResponse(reason, false, "No."));
    EXPECT_EQ(failure_of(with(Method::get)).reason(), reason);
  }
  EXPECT_EQ(below_.requests.size(), 6u);
}

TEST_F(RetryLayer, StopsWhereThePauseWouldPassTheDeadline) {
  scope_.deadline = clock_.now() + 100ms;
  below_.then(503).then(200);
  EXPECT_EQ(send(with(Method::get)).status, 503);
  EXPECT_TRUE(clock_.sleeps.empty());
}

class CancelledClock : public FakeClock {
 public:
  loop::Task<> sleep_until(Clock::time_point) override {
    throw loop::Cancelled();
    co_return;
  }
};

TEST_F(RetryLayer, TurnsCancellationIntoAFailureThatRemembersWhatMayHaveArrived) {
  CancelledClock clock;
  Retrying layer(std::make_unique<Borrowed>(below_), RetryOptions{}, clock);
  for (const bool arrived : {true, false}) {
    below_.then(lost(arrived));
    try {
      Request request = with(Method::delete_, Resend::harmless);
      run(layer.send(request, scope_));
      ADD_FAILURE();
    } catch (const NoResponse& failure) {
      EXPECT_EQ(failure.reason(), Reason::cancelled);
      EXPECT_EQ(failure.may_have_arrived(), arrived);
    }
  }
}

}  // namespace
}  // namespace back::http
