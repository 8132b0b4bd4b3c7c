// Clients of one organisation, and those who ask them, on a virtual clock.
#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "http/rate_limit.hpp"
#include "http/testing/fakes.hpp"
#include "limited_server.hpp"
#include "virtual_time.hpp"

namespace back::http {

using namespace std::chrono_literals;

struct Answered {
  std::string name;
  int status = 0;  // 0: no answer
  std::optional<int> retry_after_s;
  std::chrono::milliseconds at{};
  bool operator==(const Answered&) const = default;
};

class TurnsFixture : public testing::Test {
 protected:
  TurnsFixture() {
    limits_.limit = 10;
    limits_.age = 0ms;
    limits_.quickest = limits_.slowest = 100ms;
    options_.service = "Vendor";
    options_.turns = std::make_shared<Turns>(16, 120s);
  }

  // Nobody may still be waiting when the clients end.
  void TearDown() override {
    run_for(3h);
    EXPECT_EQ(options_.turns->waiting(), 0u);
    EXPECT_EQ(options_.turns->ceiling().in_flight(), 0u);
  }

  LimitedServer& server() {
    if (!server_) server_ = std::make_unique<LimitedServer>(limits_, 1, time_);
    return *server_;
  }
  // Another client of the organisation.
  RateLimiting& client(std::uint64_t account = 0) {
    options_.account = account;
    clients_.push_back(
        std::make_unique<RateLimiting>(std::make_unique<Borrowed>(server()), options_, time_));
    return *clients_.back();
  }

  struct Question {
    std::string name;
    Priority priority = Priority::interactive;
    Clock::duration patience = 1h;
    std::string bucket = "users";
  };
  std::shared_ptr<loop::Job> ask(RateLimiting& client, Question question) {
    return loop_->spawn(answer(client, *this, std::move(question)));
  }
  void ask_times(int count, RateLimiting& client, const Question& question) {
    for (int i = 0; i < count; ++i) ask(client, question);
  }

  void run_for(Clock::duration time) {
    std::promise<void> ended;
    loop_->spawn(drive(*this, time_.now() + time, ended));
    ended.get_future().wait();
  }

  std::string names() const {
    std::string all;
    for (const Answered& each : answers_) all += each.name;
    return all;
  }

  static loop::Task<> answer(RateLimiting& client, TurnsFixture& self, Question question) {
    Scope scope;
    scope.deadline = self.time_.now() + question.patience;
    scope.priority = question.priority;
    scope.progress = [&](std::string_view sentence) { self.told_.emplace_back(sentence); };
    Request request;
    request.bucket = question.bucket;
    Answered answered;
    answered.name = question.name;
    try {
      const Response response = co_await client.send(request, scope);
      answered.status = response.status;
      answered.retry_after_s = response.retry_after_s;
    } catch (const NoResponse&) {
    }
    answered.at =
        std::chrono::duration_cast<std::chrono::milliseconds>(self.time_.now() - self.begin_);
    self.answers_.push_back(std::move(answered));
  }
  static loop::Task<> drive(TurnsFixture& self, Clock::time_point end, std::promise<void>& ended) {
    co_await self.time_.run_until(self.loop_->executor(), end);
    ended.set_value();
  }

  std::shared_ptr<loop::Loop> loop_ = loop::Loop::shared();
  VirtualTime time_{1};
  Clock::time_point begin_ = time_.now();
  Limits limits_;
  RateOptions options_;
  std::unique_ptr<LimitedServer> server_;
  std::vector<std::unique_ptr<RateLimiting>> clients_;
  std::vector<Answered> answers_;
  std::vector<std::string> told_;
};

}  // namespace back::http
