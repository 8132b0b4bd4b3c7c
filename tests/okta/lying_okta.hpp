// The plugin over an organisation whose answers lie when told to: texts anywhere in their bodies, and
// the cursors of their next pages, are hostile ones.
#pragma once

#include <random>

#include "world.hpp"

namespace okta_test {

class LyingOkta {
 public:
  explicit LyingOkta(std::uint64_t seed);
  ~LyingOkta();
  LyingOkta(const LyingOkta&) = delete;
  LyingOkta& operator=(const LyingOkta&) = delete;

  static const json::object& manifest();
  void lie(bool lies) { lies_ = lies; }
  Answer run(back::testing::Asked asked);
  // What was received since.
  std::deque<okta_emulator::JournalEntry> take_journal();

 private:
  class Transport;
  std::shared_ptr<okta_emulator::ManualClock> clock_;
  okta_emulator::Organisation organisation_;
  SharedTime time_;
  back::testing::FakeHost host_;
  std::mt19937_64 random_;
  bool lies_ = false;
  back_connection* connection_ = nullptr;
};

}  // namespace okta_test
