// One story in one process: the plugin through the ABI, a host that behaves as the host core does,
// the emulated organisation under its schedule, and a clock that moves only when somebody waits.
#pragma once

#include <memory>

#include "fake_host.hpp"
#include "faulty_okta.hpp"
#include "http/testing/fakes.hpp"
#include "okta_emulator/clock.hpp"
#include "permitted.hpp"

namespace truth {

// Both clocks at once: the plugin's and the organisation's.
class StoryTime : public back::http::Time {
 public:
  explicit StoryTime(okta_emulator::ManualClock& okta) : okta_(okta) {}
  back::http::Clock::time_point now() override { return now_; }
  back::loop::Task<> sleep_until(back::http::Clock::time_point when) override;
  back::loop::Task<back::loop::Wake> sleep_or_wake(back::loop::Waiter& waiter,
                                                   back::http::Clock::time_point when) override;
  double chance() override { return 0.5; }
  void pass(std::chrono::milliseconds step);
  // Now is now again, for the plugin.
  void begin() { now_ = back::http::Clock::now(); }

 private:
  back::http::Clock::time_point now_ = back::http::Clock::now();
  okta_emulator::ManualClock& okta_;
};

class Stage {
 public:
  Stage();

  // Tells one story to its end.
  Told play(const Schedule& schedule);
  // Of what was pending after it: the host reads back later, when nothing goes wrong any more.
  Told later();

  const FaultyOkta& okta() const { return okta_; }
  int requests() const { return okta_.facts().requests; }

 private:
  friend class FaultyTransport;
  struct Asking;

  back::testing::Answer ask(back::testing::Asked asked, std::chrono::milliseconds time);
  Told execute();
  Told settle(Told before);
  Told told_by(const back::testing::Answer& answer);
  void measure(Told& told) const;
  // False if nothing that could be cancelled is under way: the host does not cancel settling.
  bool cancel();

  std::shared_ptr<okta_emulator::ManualClock> clock_;
  okta_emulator::Organisation organisation_;
  FaultyOkta okta_;
  StoryTime time_;
  std::unique_ptr<back::testing::FakeHost> host_;
  const Subject* subject_ = nullptr;
  std::chrono::milliseconds deadline_{0};
  back::http::Clock::time_point ends_;
  back_connection* connection_ = nullptr;
  back::testing::FakeCall* call_ = nullptr;
  std::vector<boost::json::object> notes_;
  bool cancelled_ = false;
  Told last_;
};

}  // namespace truth
