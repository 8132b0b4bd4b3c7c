// One Okta organisation: answers requests from its state, its clock and its faults. Every member
// may be called from any thread. No socket is involved: a server, or a test, hands requests in.
#pragma once

#include <boost/json/fwd.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "okta_emulator/faults.hpp"
#include "okta_emulator/journal.hpp"
#include "okta_emulator/message.hpp"
#include "okta_emulator/rate.hpp"
#include "okta_emulator/replica.hpp"
#include "okta_emulator/state.hpp"
#include "okta_emulator/tables.hpp"

namespace okta_emulator {

struct Call;

class Organisation {
 public:
  // Throws std::invalid_argument with a sentence when the seed is broken.
  explicit Organisation(const boost::json::value& seed,
                        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

  Answer handle(Request request);

  // The truth, beside the API. Copies: they do not change afterwards.
  std::optional<User> user(std::string_view id_or_login) const;
  Profile profile() const;
  Time now() const { return clock_->now(); }
  void read(const std::function<void(const State&)>& look) const;
  void change(const std::function<void(State&)>& act);
  // Completes a transition and lets readers see the truth; false when there is no such user or
  // nothing is under way.
  bool settle(std::string_view id_or_login);

  std::int64_t add_fault(Fault fault);  // its id
  void clear_faults();
  std::vector<Fault> faults() const;

  // From now on, for every change: how long readers do not see it.
  void set_consistency(const Consistency& consistency);
  Consistency consistency() const;
  void set_rates(RateRules rules);  // all windows begin anew
  RateRules rates() const;

  std::deque<JournalEntry> journal() const;
  std::deque<JournalEntry> journal_after(std::int64_t number) const;
  void clear_journal();

  boost::json::object snapshot() const;
  // Replaces everything but faults and journal; readers see the truth again. Throws like the
  // constructor and then changes nothing.
  void restore(const boost::json::value& seed_or_snapshot);

 private:
  struct Outcome {
    Answer answer;
    const ErrorText* refusal = nullptr;  // which of Okta's errors the answer is, if any
    bool applied = false;
  };
  Outcome under_fault(const Request& request, const std::string& token_hash, const Fault& fault,
                      Time now);
  Answer dispatch(const Request& request, const std::string& token_hash, const Fault* fault,
                  const ErrorText*& refusal);
  Answer would_answer(const Request& request, const std::string& token_hash,
                      const ErrorText*& refusal);
  Answer carry_out(Call& call, Answer (*endpoint)(Call&), const Fault* fault, Time now);

  std::shared_ptr<const Clock> clock_;
  mutable std::mutex mutex_;
  State state_;
  RateLimiter rates_;
  Consistency consistency_;
  Replica replica_;
  FaultList faults_;
  Journal journal_;
};

// The seed of the company "Back Demo", which the emulator brings along.
boost::json::value back_demo_seed();

}  // namespace okta_emulator
