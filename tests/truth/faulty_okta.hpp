// An emulated organisation under a schedule of faults, without a wire: what becomes of each request
// of a story, and the facts by which the story is judged.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/organisation.hpp"
#include "schedule.hpp"
#include "subjects.hpp"

namespace truth {

// What really happened, beside the interface.
struct Facts {
  int requests = 0;
  int faults_met = 0;
  int arrived_changes = 0;     // requests that change something, and that were not refused with 429
  int applied_changes = 0;     // of them those that Okta carried out
  bool yes_delivered = false;  // Okta's own yes to a change arrived unharmed
  // Since the last change arrived: all that shows it was delivered, and did not lag.
  int fresh_looks = 0;
  okta_emulator::Time last_look{};  // when the last of them began
  struct Looks {
    int fresh = 0;
    okta_emulator::Time last{};
  };
  std::map<std::string, Looks> looks_at_app;  // the same, by the app that each is about
  okta_emulator::Time last_change{};          // when it was at work at the latest
};

// How a request ended for who sent it.
struct Met {
  enum class End { answered, lost, timeout, cancelled_unsent, cancelled_sent };
  End end = End::answered;
  okta_emulator::Answer answer;
};

class FaultyOkta {
 public:
  FaultyOkta(okta_emulator::Organisation& organisation, const okta_emulator::Clock& clock);

  // Begins a story: the subject is as its seed and its preparation say, and nothing has happened.
  void begin(const Schedule& schedule);
  // From now on nothing goes wrong any more.
  void calm();
  Met handle(const okta_emulator::Request& request);
  // The sender has waited in vain until now.
  void note_wait(const okta_emulator::Request& request);

  const Facts& facts() const { return facts_; }
  const Person& before() const { return before_; }
  Person now() const;

 private:
  bool lags() const;
  bool is_about_factors(const okta_emulator::Request& request) const;
  bool is_about_user(const okta_emulator::Request& request) const;
  bool is_about_memberships(const okta_emulator::Request& request) const;
  bool is_look(const okta_emulator::Request& request) const;
  okta_emulator::Answer change(const okta_emulator::Request& request);
  okta_emulator::Answer read(const okta_emulator::Request& request);
  Met under(Kind kind, const okta_emulator::Request& request);
  void arrived(const okta_emulator::Request& request);
  okta_emulator::Answer too_many(bool concurrency) const;
  void note_delivered(const okta_emulator::Request& request, const okta_emulator::Answer& answer);
  void note_asked(const okta_emulator::Request& request);
  void note_look(const okta_emulator::Request& request, bool delivered);

  okta_emulator::Organisation& organisation_;
  const okta_emulator::Clock& clock_;
  std::vector<Person> seeded_;  // by subject
  Schedule schedule_;
  const Subject* subject_ = nullptr;
  Person before_;
  std::optional<Person> old_;  // what lagging reads show
  int stale_reads_left_ = 0;
  bool for_an_hour_ = false;
  okta_emulator::Time stale_until_{};
  bool read_was_stale_ = false;
  struct Look {
    bool user = false, factors = false, failed = false;
    std::optional<okta_emulator::Time> begun{};
  } look_;
  Facts facts_;
};

}  // namespace truth
