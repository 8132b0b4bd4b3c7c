#include "stage.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "loop/waiter.hpp"
#include "okta/change/read_back.hpp"
#include "okta_emulator/organisation.hpp"
#include "plugin_over.hpp"

namespace truth {

using back::http::NoResponse;
using back::testing::Answer;
using back::testing::Asked;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kToken = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
constexpr milliseconds kOnTheWire = 30ms;  // a request and its answer
constexpr milliseconds kSettleTime = 40s;  // as the host core gives it
constexpr int kSettleAttempts = 3;
constexpr milliseconds kMuchLater = 10min;

boost::json::object context_of(const Subject& subject) {
  auto context = back::testing::example_context();
  context["requester"] = {{"id", "requester"}, {"name", "The Requester"}, {"email", subject.login}};
  return context;
}

}  // namespace

back::loop::Task<> StoryTime::sleep_until(back::http::Clock::time_point when) {
  co_await back::loop::throw_if_cancelled();
  pass(std::chrono::ceil<milliseconds>(when - now_));
}

// Whatever can run meanwhile runs first, a cancellation too; then the time has passed.
back::loop::Task<back::loop::Wake> StoryTime::sleep_or_wake(back::loop::Waiter& waiter,
                                                            back::http::Clock::time_point when) {
  const back::loop::Wake how = co_await waiter.park(back::http::Clock::now());
  if (how == back::loop::Wake::late) pass(std::chrono::ceil<milliseconds>(when - now_));
  co_return how;
}

void StoryTime::pass(milliseconds step) {
  if (step.count() <= 0) return;
  now_ += step;
  okta_.advance(step);
}

// The bottom of the plugin's HTTP client.
class FaultyTransport : public back::http::Transport {
 public:
  explicit FaultyTransport(Stage& stage) : stage_(stage) {}

  back::loop::Task<back::http::Response> send(back::http::Request& request,
                                              back::http::Scope& scope) override {
    using Reason = NoResponse::Reason;
    co_await back::loop::throw_if_cancelled();
    StoryTime& time = stage_.time_;
    if (time.now() >= scope.deadline)
      throw NoResponse(Reason::timeout, false, "The time was used up before it was sent.");
    const okta_emulator::Request received = okta_test::as_received(request);
    Met met = stage_.okta_.handle(received);
    switch (met.end) {
      case Met::End::answered:
        time.pass(kOnTheWire);
        co_return okta_test::as_sent(met.answer);
      case Met::End::lost:
        time.pass(kOnTheWire);
        throw NoResponse(Reason::lost, true, "The connection broke.");
      case Met::End::timeout:
        time.pass(std::min<milliseconds>(
            okta::kAttemptTimeout, std::chrono::ceil<milliseconds>(scope.deadline - time.now())));
        stage_.okta_.note_wait(received);
        throw NoResponse(Reason::timeout, true, "There was no answer in time.");
      case Met::End::cancelled_unsent:
      case Met::End::cancelled_sent:
        break;
    }
    const bool sent = met.end == Met::End::cancelled_sent;
    const bool cancelled = stage_.cancel();
    if (!cancelled) throw NoResponse(Reason::lost, sent, "The connection broke.");
    co_await until_cancelled();
    throw NoResponse(Reason::cancelled, sent, "Cancelled.");
  }

 private:
  static back::loop::Task<> until_cancelled() {
    back::loop::Event never;
    try {
      co_await never.wait();
    } catch (const back::loop::Cancelled&) {
      co_return;
    }
  }

  Stage& stage_;
};

Stage::Stage()
    : clock_(std::make_shared<okta_emulator::ManualClock>(
          *okta_emulator::parse_iso_time("2026-11-23T08:00:00.000Z"))),
      organisation_(okta_emulator::back_demo_seed(), clock_),
      okta_(organisation_, *clock_),
      time_(*clock_) {}

Told Stage::play(const Schedule& schedule) {
  subject_ = &subjects()[schedule.subject];
  deadline_ = std::chrono::seconds(schedule.deadline_s);
  clock_->advance(kMuchLater);  // no rate window of an earlier story is open
  time_.begin();
  okta_.begin(schedule);
  notes_.clear();
  cancelled_ = false;
  host_ = std::make_unique<back::testing::FakeHost>();
  connection_ =
      okta_test::open_over(std::make_unique<FaultyTransport>(*this), time_, *host_, kToken);
  last_ = execute();
  okta_test::plugin_under_test().close(std::exchange(connection_, nullptr));
  return last_;
}

Told Stage::later() {
  okta_.calm();
  time_.pass(kMuchLater);
  time_.begin();
  connection_ =
      okta_test::open_over(std::make_unique<FaultyTransport>(*this), time_, *host_, kToken);
  Told told = settle(last_);
  told.calm = true;
  okta_test::plugin_under_test().close(std::exchange(connection_, nullptr));
  return told;
}

bool Stage::cancel() {
  if (call_ == nullptr || call_->raw()->kind != BACK_KIND_EXECUTE) return false;
  cancelled_ = true;
  call_->mark_cancelled();
  okta_test::plugin_under_test().cancel(connection_, call_->id());
  return true;
}

// The plugin counts the deadline from the real clock: the story's may be ahead of it.
Answer Stage::ask(Asked asked, milliseconds time) {
  ends_ = time_.now() + time;
  const auto ahead = std::chrono::ceil<milliseconds>(time_.now() - back::http::Clock::now());
  asked.deadline_ms = static_cast<int>((time + ahead).count());
  const auto call = host_->prepare(asked);
  call_ = call.get();
  okta_test::plugin_under_test().start(connection_, call->raw());
  Answer answer = call->wait();
  if (call->times_done() == 0) std::abort();  // the plugin still works on it: nothing can go on
  call_ = nullptr;
  if (asked.kind == BACK_KIND_EXECUTE) notes_ = call->notes();
  return answer;
}

Told Stage::told_by(const Answer& answer) {
  Told told;
  told.notes = static_cast<int>(notes_.size());
  told.text = boost::json::serialize(answer.output) + answer.person;
  if (answer.status != BACK_OK) {
    told.outcome = "unavailable";
    told.changed = 0;
    return told;
  }
  told.outcome = answer.output.at("outcome").as_string();
  const auto& changed = answer.output.at("changed");
  if (changed.is_bool()) told.changed = changed.get_bool() ? 1 : 0;
  if (const auto* code = answer.output.if_contains("code")) told.code = code->as_string();
  told.has_secret = !answer.secrets.empty();
  if (const auto* items = answer.output.if_contains("items"))
    for (const auto& each : items->as_array())
      told.items.emplace_back(each.at("id").as_string(), each.at("outcome").as_string());
  measure(told);
  return told;
}

void Stage::measure(Told& told) const {
  told.time_left = std::chrono::floor<milliseconds>(ends_ - const_cast<StoryTime&>(time_).now());
  told.watched = clock_->now() - okta_.facts().last_change;
}

// As core/running.cpp: no note, nothing sent; an unknown that was interrupted is settled.
Told Stage::execute() {
  Told told = told_by(ask({.kind = BACK_KIND_EXECUTE,
                           .name = std::string(subject_->action),
                           .input = subject_->input_json(),
                           .context = context_of(*subject_)},
                          deadline_));
  const bool failed = told.outcome == "unavailable";
  if (failed && notes_.empty()) {
    told.outcome = "failed";
    return told;
  }
  const bool interrupted = told.outcome == "unknown" && cancelled_;
  return failed || interrupted ? settle(std::move(told)) : told;
}

// As core/settling.cpp.
Told Stage::settle(Told before) {
  Told told;
  for (int attempt = 0; attempt < kSettleAttempts; ++attempt) {
    if (attempt > 0) time_.pass(500ms * (1 << attempt));
    const Answer answer = ask({.kind = BACK_KIND_SETTLE,
                               .name = "",
                               .input = {{"action", subject_->action},
                                         {"input", subject_->input_json()},
                                         {"note", notes_.back()}},
                               .context = context_of(*subject_)},
                              kSettleTime);
    told = told_by(answer);
    told.settled = true;
    if (told.outcome != "unavailable") return told;
  }
  told.outcome = "unknown";
  told.changed = -1;
  told.code = "lost_answer";
  told.pending = true;
  told.text = before.text + told.text;
  measure(told);
  return told;
}

}  // namespace truth
