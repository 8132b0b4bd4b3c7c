// What is left of one rate budget - one bucket of one credential at one organisation - as far as
// answers have told. Only arithmetic: who waits for it is the business of Turns.
#pragma once

#include <chrono>
#include <cstdint>

#include "http/rate_advice.hpp"
#include "http/scope.hpp"

namespace back::http {

// Others may draw on the same budget, so within a window the lowest word of the server counts, less
// what is on its way and may not have been counted, each as much as one has cost so far. When a window is over, or nothing is known,
// only a few requests go ahead to ask; the rest follows their answers.
class Budget {
 public:
  // No wait is believed to be longer than that; what the server says then is asked again.
  explicit Budget(std::chrono::seconds longest_wait);

  // May one more be sent now? A person may use all; background work leaves a tenth, less and less
  // of it as the window runs out.
  bool is_open(Priority priority, Clock::time_point now);
  // The server has said that nothing is left before opens().
  bool is_spent(Clock::time_point now);
  // More is on its way than is left: what has not left this machine must not.
  bool is_overdrawn(Clock::time_point now);
  // When it opens by itself, if no answer opens it before. Of one that is_open does not open.
  Clock::time_point opens(Priority priority, Clock::time_point now) const;
  // Of a spent one: when a request could be sent that so many others go before.
  Clock::time_point opens_after(std::size_t others) const;

  void take(Clock::time_point now);   // about to be sent
  void give_back() { --in_flight_; }  // answered, lost or not sent after all
  std::int64_t in_flight() const { return in_flight_; }

  // An answer that was not "too many requests", to a request sent then. Before give_back.
  void learn(const RateReading& reading, Clock::time_point sent, Clock::time_point now);
  // A "too many requests" that asks to wait.
  void refuse(const RateReading& reading, std::chrono::seconds wait, Clock::time_point sent,
              Clock::time_point now);

 private:
  struct Word {  // of the server
    std::int64_t limit;
    std::int64_t remaining;
    std::int64_t reset;
    std::chrono::seconds wait;
  };
  void end_window(Clock::time_point now);
  void hear(Word word, Clock::time_point sent, Clock::time_point now);
  void begin_window(const Word& word, Clock::time_point now);
  std::int64_t left() const;
  std::int64_t reserve(Priority priority, Clock::time_point now) const;

  std::chrono::seconds longest_wait_;
  std::int64_t in_flight_ = 0;

  bool is_known_ = false;      // the members below describe the present window
  std::int64_t probes_;        // if not: so many may be in flight to find out
  Clock::time_point taken_{};  // last
  std::int64_t limit_ = 0;     // 0: never told
  std::int64_t lowest_ = 0;    // remaining, of all answers of this window
  std::int64_t first_ = 0;     // the first of them
  std::int64_t heard_ = 0;     // how many came after it
  std::int64_t reset_ = 0;     // names the window
  Clock::time_point began_{};  // when we first heard of it
  Clock::time_point ends_{};   // surely not before the server's reset
  Clock::duration length_{};   // the longest that a window had left
  unsigned refusals_ = 0;      // windows in a row that were found closed
};

}  // namespace back::http
