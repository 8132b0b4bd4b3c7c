// Running an action, with a thread that waits for its end or without.
#include "core/running.hpp"

#include <atomic>

#include "core/changes.hpp"
#include "core/open_connection.hpp"
#include "core/refused.hpp"
#include "core/result_copy.hpp"

namespace back::host {
namespace {

// An action that nobody waits for.
class Started final : public Listener, public std::enable_shared_from_this<Started> {
 public:
  Started(State& state, Begun begun, RunListener listener)
      : here_(state.underway),
        state_(state),
        begun_(std::move(begun)),
        listener_(std::move(listener)) {}

  void go(Question question, const std::stop_token& stop) {
    try {
      question_ = std::make_shared<const Question>(std::move(question));
      call_ = begun_.open->begin(question_, shared_from_this());
    } catch (const Refused& refused) {  // the connection was being closed
      return end(nothing_sent(refused));
    }
    on_stop_.emplace(stop, Stop{*this});
    on_closing_.emplace(state_.underway.closing(), Stop{*this});
  }

  void progressed(double fraction, std::string_view sentence) override {
    if (!listener_.progressed) return;
    state_.teller.post([self = shared_from_this(), fraction, said = short_copy(sentence)] {
      if (!self->told_) self->listener_.progressed(fraction, said);
    });
  }

  void ended(Answer answer) noexcept override {
    answer_ = std::move(answer);
    state_.teller.post([self = shared_from_this()] { self->answered(); });
  }

 private:
  struct Stop {
    Started& started;
    void operator()() const {
      started.stopped_ = true;
      started.call_->cancel();
    }
  };

  void answered() {
    question_ = nullptr;  // with its secrets: reading back needs none
    log_call(state_, begun_.cleared.record->plugin, begun_.change->action,
             begun_.change->correlation, answer_);
    auto truth = truth_of(state_, begun_, std::move(answer_), stopped_);
    if (truth.has_value()) return tell(std::move(*truth));
    // Reading back takes its time.
    state_.settlers.post([self = shared_from_this()] {
      const auto progress = [&](double fraction, std::string_view sentence) {
        self->progressed(fraction, sentence);
      };
      self->end(found_out(self->state_, self->begun_, progress, self->state_.underway.closing()));
    });
  }

  void end(Truth truth) {
    state_.teller.post([self = shared_from_this(), found = std::make_shared<Truth>(std::move(
                                                       truth))] { self->tell(std::move(*found)); });
  }

  void tell(Truth truth) {
    told_ = true;
    listener_.ended(end_action(state_, begun_, std::move(truth)));
  }

  const Underway::Place here_;  // goes last
  State& state_;
  const Begun begun_;
  const RunListener listener_;
  QuestionPtr question_;  // until answered, see QuestionPtr
  CallPtr call_;
  std::atomic<bool> stopped_{false};
  Answer answer_;
  bool told_ = false;  // on the teller's thread
  std::optional<std::stop_callback<Stop>> on_stop_;
  std::optional<std::stop_callback<Stop>> on_closing_;
};

}  // namespace

Ran run_action(State& state, Run what, const Progress& progress, const std::stop_token& stop) {
  auto begin = begin_action(state, std::move(what));
  if (auto* before = std::get_if<Ran>(&begin)) return std::move(*before);
  auto& [begun, question] = std::get<Asking>(begin);
  std::optional<Truth> truth;
  try {
    Answer answer = ask(state, *begun.open, std::move(question), progress, stop);
    truth = truth_of(state, begun, std::move(answer), stop.stop_requested());
  } catch (const Refused& refused) {  // the connection was being closed
    truth = nothing_sent(refused);
  }
  // What made it end early must not keep it from being read back.
  if (!truth)
    truth = found_out(state, begun, progress, stop.stop_requested() ? std::stop_token() : stop);
  return end_action(state, begun, std::move(*truth));
}

void start_action(State& state, Run what, RunListener listener, const std::stop_token& stop) {
  auto begin = begin_action(state, std::move(what));
  if (auto* before = std::get_if<Ran>(&begin)) {
    state.teller.post([listener = std::move(listener),
                       ran = std::make_shared<Ran>(std::move(*before)),
                       here = std::make_shared<const Underway::Place>(state.underway)] {
      listener.ended(std::move(*ran));
    });
    return;
  }
  auto& [begun, question] = std::get<Asking>(begin);
  std::make_shared<Started>(state, std::move(begun), std::move(listener))
      ->go(std::move(question), stop);
}

}  // namespace back::host
