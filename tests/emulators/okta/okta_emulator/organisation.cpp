#include "okta_emulator/organisation.hpp"

#include <boost/json.hpp>

#include "okta_emulator/access.hpp"
#include "okta_emulator/embedded_data.hpp"
#include "okta_emulator/lifecycle.hpp"
#include "okta_emulator/seed.hpp"

namespace okta_emulator {

Organisation::Organisation(const boost::json::value& seed, std::shared_ptr<const Clock> clock)
    : clock_(std::move(clock)), rates_(default_rate_rules()) {
  restore(seed);
}

std::optional<User> Organisation::user(std::string_view id_or_login) const {
  const std::lock_guard lock(mutex_);
  const User* found = state_.find_user(id_or_login);
  return found == nullptr ? std::nullopt : std::optional<User>(*found);
}

Profile Organisation::profile() const {
  const std::lock_guard lock(mutex_);
  return state_.organisation;
}

void Organisation::read(const std::function<void(const State&)>& look) const {
  const std::lock_guard lock(mutex_);
  look(state_);
}

void Organisation::change(const std::function<void(State&)>& act) {
  const std::lock_guard lock(mutex_);
  act(state_);
  settle_access(state_, clock_->now());
}

bool Organisation::settle(std::string_view id_or_login) {
  const std::lock_guard lock(mutex_);
  User* found = state_.find_user(id_or_login);
  if (found == nullptr) return false;
  const bool behind = replica_.settle(found->id);
  const bool moving = found->transition.has_value();
  okta_emulator::settle(*found, clock_->now());
  state_.mark(*found);
  settle_access(state_, clock_->now());
  return behind || moving;
}

std::int64_t Organisation::add_fault(Fault fault) {
  const std::lock_guard lock(mutex_);
  return faults_.add(std::move(fault));
}

void Organisation::clear_faults() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

std::vector<Fault> Organisation::faults() const {
  const std::lock_guard lock(mutex_);
  return faults_.pending();
}

void Organisation::set_consistency(const Consistency& consistency) {
  const std::lock_guard lock(mutex_);
  consistency_ = consistency;
}

Consistency Organisation::consistency() const {
  const std::lock_guard lock(mutex_);
  return consistency_;
}

void Organisation::set_rates(RateRules rules) {
  const std::lock_guard lock(mutex_);
  rates_ = RateLimiter(std::move(rules));
}

RateRules Organisation::rates() const {
  const std::lock_guard lock(mutex_);
  return rates_.rules();
}

std::deque<JournalEntry> Organisation::journal() const {
  const std::lock_guard lock(mutex_);
  return journal_.entries();
}

std::deque<JournalEntry> Organisation::journal_after(std::int64_t number) const {
  const std::lock_guard lock(mutex_);
  return journal_.after(number);
}

void Organisation::clear_journal() {
  const std::lock_guard lock(mutex_);
  journal_.clear();
}

boost::json::object Organisation::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_json(state_, rates_.rules(), consistency_);
}

void Organisation::restore(const boost::json::value& seed_or_snapshot) {
  Seed seed = parse_seed(seed_or_snapshot, clock_->now());
  const std::lock_guard lock(mutex_);
  state_ = std::move(seed.state);
  rates_ = RateLimiter(std::move(seed.rates));
  consistency_ = seed.consistency;
  replica_.clear();
}

boost::json::value back_demo_seed() { return boost::json::parse(kBackDemoJson); }

}  // namespace okta_emulator
