// Faults: what goes wrong with which requests, how often. The first fault that fits is spent.
#pragma once

#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/message.hpp"
#include "okta_emulator/spoil.hpp"

namespace okta_emulator {

struct Fault {
  enum class Effect {
    none,               // only the delay
    close_before,       // the connection is closed, nothing was applied
    close_after,        // applied, then the connection is closed
    answer,             // `answer` instead of Okta's, before or after applying
    rate_limit,         // 429 of the whole organisation: limit as usual, remaining 0
    concurrency_limit,  // 429 of concurrency: limit 0, remaining 0
    transition,         // applied, but the user stays in transition
    spoil,              // Okta's own answer, spoiled by `content`; before or after applying
    lag,                // applied, but readers see the user as he was before
    search_lag          // applied, but searches see the user as he was before
  };
  std::int64_t id = 0;
  std::string method = "*";
  std::string path = "**";  // a glob over the raw path; with a '?' in it over the raw target
  std::int64_t skip = 0;    // fitting requests that pass first
  std::int64_t count = 1;   // how many it then meets; -1: all
  Effect effect = Effect::none;
  std::chrono::milliseconds delay{0};
  Answer answer;                  // of Effect::answer
  bool applied = false;           // of answer, spoil: after applying
  std::int64_t reset_after = 20;  // of the limits: seconds until the reset named in the header
  std::int64_t reads = -1;        // of transition, lag: reads that still show it, -1 until settled
  std::chrono::milliseconds lag{0};  // of lag, search_lag: how long; 0: as `reads` says
  Content content = Content::own;    // of spoil
  std::size_t size = 0;              // of spoil: see Content
  Wire wire{};                       // how the bytes go out; goes with every effect
};

// Reads a fault as the control interface takes it; throws std::invalid_argument with a sentence.
Fault parse_fault(const boost::json::value& value);
boost::json::object fault_json(const Fault& fault);
std::string_view effect_name(Fault::Effect effect);

class FaultList {
 public:
  std::int64_t add(Fault fault);  // its id
  void clear() { faults_.clear(); }
  // The fault this request meets, if any; counts it.
  std::optional<Fault> meet(std::string_view method, std::string_view target);
  const std::vector<Fault>& pending() const { return faults_; }

 private:
  std::vector<Fault> faults_;
  std::int64_t last_id_ = 0;
};

}  // namespace okta_emulator
