// Fakes for tests of whoever uses this room: a transport that answers from a script and records
// what it was sent, and a clock that stands still until somebody sleeps.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "http/time.hpp"
#include "http/transport.hpp"

namespace back::http {

class FakeTransport : public Transport {
 public:
  using Handler = std::function<Response(const Request&)>;  // may throw NoResponse

  // Answers in this order; afterwards the handler, if there is one, else every request is an error
  // of the test.
  FakeTransport& then(Response response) {
    script_.emplace_back([response = std::move(response)](const Request&) { return response; });
    return *this;
  }
  FakeTransport& then(int status, std::string body = {}, Headers headers = {}) {
    return then(Response{status, std::move(headers), std::move(body), false, std::nullopt});
  }
  FakeTransport& then(NoResponse failure) {
    script_.emplace_back(
        [failure = std::move(failure)](const Request&) -> Response { throw failure; });
    return *this;
  }
  FakeTransport& always(Handler handler) {
    handler_ = std::move(handler);
    return *this;
  }

  Task<Response> send(Request& request, Scope&) override {
    requests.push_back(request);
    co_await loop::throw_if_cancelled();
    Handler answer = handler_;
    if (!script_.empty()) {
      answer = std::move(script_.front());
      script_.pop_front();
    }
    if (!answer) throw std::logic_error("FakeTransport was sent a request that no script expects");
    co_return answer(request);
  }

  std::vector<Request> requests;  // as received
  std::size_t unused() const { return script_.size(); }

 private:
  std::deque<Handler> script_;
  Handler handler_;
};

// A borrowed transport where an owned one is asked for.
class Borrowed : public Transport {
 public:
  explicit Borrowed(Transport& next) : next_(next) {}
  Task<Response> send(Request& request, Scope& scope) override {
    return next_.send(request, scope);
  }

 private:
  Transport& next_;
};

class FakeClock : public Time {
 public:
  Clock::time_point now() override { return now_; }
  loop::Task<> sleep_until(Clock::time_point when) override {
    co_await loop::throw_if_cancelled();
    sleeps.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(when - now_));
    if (when > now_) now_ = when;
  }
  double chance() override { return next_chance; }
  void advance(Clock::duration by) { now_ += by; }

  std::vector<std::chrono::milliseconds> sleeps;
  double next_chance = 0.5;

 private:
  Clock::time_point now_ = Clock::now();
};

}  // namespace back::http
