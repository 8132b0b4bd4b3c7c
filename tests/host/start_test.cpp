// Actions that are started: nobody waits for them, a listener is told how they end.
#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

class Started : public LedgerHost {
 protected:
  void SetUp() override { connection_ = connect(); }

  std::future<Ran> start(host::Run what, const Progress& progress = nullptr,
                         const std::stop_token& stop = {}) {
    const auto told = std::make_shared<std::promise<Ran>>();
    host_->start(std::move(what), {[told](Ran ran) { told->set_value(std::move(ran)); }, progress},
                 stop);
    return told->get_future();
  }

  Ran one_way(bool waits, host::Run what, const Progress& progress = nullptr,
              const std::stop_token& stop = {}) {
    return waits ? host_->run(std::move(what), progress, stop)
                 : start(std::move(what), progress, stop).get();
  }

  bool marked(const std::string& where) {
    return eventually([&] { return read_file(file_ + ".mark") == where; });
  }
  std::vector<TimelineLine> timeline() { return host_->timeline("erin", "R-1"); }

  std::string connection_;
};

// What both ways of running must tell alike.
std::string told(const Ran& ran, const std::vector<TimelineLine>& timeline) {
  std::string text = ran.outcome + (ran.settled ? " settled" : "") +
                     (ran.pending ? " pending" : "") + ' ' + json::canonical(ran.output());
  for (const TimelineLine& line : timeline)
    text += '\n' + line.account + ' ' + json::canonical(line.outcome) +
            (line.pending ? " pending" : "") + (line.settled ? " settled" : "");
  return text;
}

TEST_F(Started, ActionsEndAsThoseThatAreWaitedFor) {
  for (const char* words :
       {"", "forbidden", "broken", "lose_answer", "lose_answer settle_down", "hold_before_note",
        "hold_before_send", "hold_after_send lose_answer", "dead"}) {
    const auto story = [&](bool waits) {
      write_file(file_, "");
      script(words);
      const std::size_t before = timeline().size();
      const std::size_t logged = log_.count(Level::kWarning, "A call has failed.");
      host::Run run = what("switch_off");
      if (std::string(words).starts_with("hold")) run.time = std::chrono::milliseconds(200);
      const Ran ran = one_way(waits, std::move(run));
      auto lines = timeline();
      lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(before));
      return told(ran, lines) + '\n' + std::to_string(applied()) + '\n' +
             std::to_string(log_.count(Level::kWarning, "A call has failed.") - logged);
    };
    EXPECT_EQ(story(true), story(false)) << words;
  }
}

TEST_F(Started, ActionsAreToldOneAfterTheOtherAndMayStartTheNext) {
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t left = 20, told = 0;
  std::thread::id first;
  std::function<void()> next = [&] {
    host_->start(what(left % 2 == 0 ? "switch_off" : "switch_on"), {[&](const Ran& ran) {
                   EXPECT_EQ(ran.outcome, "done");
                   const std::lock_guard lock(mutex);
                   if (told++ == 0) first = std::this_thread::get_id();
                   EXPECT_EQ(first, std::this_thread::get_id());
                   if (--left > 0) next();
                   changed.notify_all();
                 }});
  };
  {
    const std::lock_guard lock(mutex);
    next();
  }
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return left == 0; });
  EXPECT_EQ(applied(), 20u);
  EXPECT_EQ(timeline().size(), 20u);
}

TEST_F(Started, ActionsTellWhatIsGoingOnAndCanBeStoppedAsThoseThatAreWaitedFor) {
  script("slow hold_before_note");
  for (const bool waits : {true, false}) {
    std::stop_source stop;
    std::string heard;
    const auto listen = [&](double fraction, std::string_view sentence) {
      EXPECT_LT(fraction, 0) << "unknown";
      heard = sentence;
      stop.request_stop();
    };
    EXPECT_EQ(one_way(waits, what("switch_off"), listen, stop.get_token()).outcome, "failed");
    EXPECT_EQ(heard, "Turning the pages");
    EXPECT_EQ(applied(), 0u);
  }
}

TEST_F(Started, ActionsThatWereStoppedAfterTheRequestAreReadBackAsThoseThatAreWaitedFor) {
  for (const char* answer : {"lose_answer", "unsure"}) {
    for (const bool waits : {true, false}) {
      write_file(file_, "");
      write_file(file_ + ".mark", "");
      script(std::string("hold_after_send ") + answer);
      std::stop_source stop;
      const std::jthread expert([&] {
        EXPECT_TRUE(marked("after_send"));
        stop.request_stop();
      });
      const Ran ended = one_way(waits, what("switch_off"), nullptr, stop.get_token());
      EXPECT_EQ(ended.outcome, "done") << answer << (waits ? ", waited for" : ", started");
      EXPECT_TRUE(ended.settled);
      EXPECT_EQ(applied(), 1u);
    }
  }
}

TEST_F(Started, ActionsStoppedBeforehandEndBeforeTheyChangeAnything) {
  script("hold_before_note");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(start(what("switch_off"), nullptr, stop.get_token()).get().outcome, "failed");
  EXPECT_EQ(applied(), 0u);
  EXPECT_EQ(timeline().size(), 1u);
}

TEST_F(Started, ActionsAreRefusedAtOnceAndThenNobodyIsTold) {
  const auto start_it = [&](const char* action) {
    host_->start(what(action), {[](const Ran&) { ADD_FAILURE() << "nothing was begun"; }});
  };
  EXPECT_EQ(code_of([&] { start_it("fly"); }), "unknown_action");
  host::Run unconfirmed = what("switch_off");
  unconfirmed.confirmed = false;
  EXPECT_EQ(code_of([&] { start(std::move(unconfirmed)); }), "confirmation_needed");
  EXPECT_TRUE(timeline().empty());
  host_.reset();
}

TEST_F(Started, ActionsOfOneKeyAreExecutedOnce) {
  for (const bool again : {false, true}) {
    host::Run run = what("switch_off");
    run.key = "key-1";
    const Ran ran = start(std::move(run)).get();
    EXPECT_EQ(ran.repeated, again);
    EXPECT_EQ(ran.outcome, "done");
  }
  EXPECT_EQ(applied(), 1u);
  EXPECT_EQ(timeline().size(), 1u);
}

TEST_F(Started, ActionsHaveEndedBeforeTheHostGoes) {
  script("hold_after_send lose_answer settle_down");
  std::optional<Ran> told;
  host::Run run = what("switch_off");
  run.time = std::chrono::minutes(1);
  host_->start(std::move(run), {[&](Ran ran) {
                 EXPECT_FALSE(told.has_value()) << "once";
                 told.emplace(std::move(ran));
               }});
  EXPECT_TRUE(marked("after_send"));
  const auto begin = std::chrono::steady_clock::now();
  host_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->outcome, "unknown");
  EXPECT_TRUE(told->pending);
  script("");
  restart();
  const auto settled = host_->settle_pending();
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(text_of(settled[0].line.outcome, "outcome"), "done");
  EXPECT_EQ(timeline().size(), 1u);
  EXPECT_EQ(applied(), 1u);
}

TEST_F(Started, ActionsOfAPluginThatHangsAreToldAllTheSame) {
  script("hang settle_down");
  options_.grace = std::chrono::milliseconds(20);
  restart();
  host::Run late = what("switch_off");
  late.time = std::chrono::milliseconds(100);
  EXPECT_TRUE(start(std::move(late)).get().pending);
  EXPECT_EQ(host_->stuck_calls(), 1u);
  write_file(file_ + ".go", "go");
  EXPECT_TRUE(eventually([&] { return host_->pending() == 0; }));
  EXPECT_EQ(text_of(timeline().at(0).outcome, "outcome"), "done");
}

}  // namespace
}  // namespace back::host::test
