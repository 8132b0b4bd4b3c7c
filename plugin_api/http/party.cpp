#include "http/party.hpp"

#include <algorithm>

namespace back::http {
namespace {

constexpr std::size_t kMostLanes = 64;

}  // namespace

Place::Place(Lane& lane, Priority priority, Time& time)
    : lane_(lane), priority_(priority), time_(time) {}

Place::~Place() {
  const bool others_depend_on_it = is_granted_ || watches();
  if (is_granted_) hand_back();
  if (LineHook::is_linked()) leave();
  if (others_depend_on_it) turns().pump(time_.now());
}

Turns& Place::turns() const { return lane_.party.turns(); }

void Place::enter(bool in_front) {
  Line& line = lane_.lines[priority_];
  if (in_front) {
    number_ = line.empty() ? 0 : line.front().number_ - 1;
    line.push_front(*this);
  } else {
    number_ = line.empty() ? 0 : line.back().number_ + 1;
    line.push_back(*this);
  }
  ++lane_.bucket->waiting[priority_];
  ++turns().waiting_;
  if (lane_.party.waiting_++ == 0) turns().parties_->push_back(lane_.party);
}

void Place::leave() {
  Line& line = lane_.lines[priority_];
  line.erase(line.iterator_to(*this));
  if (watches()) lane_.bucket->watches[priority_].who = nullptr;
  --lane_.bucket->waiting[priority_];
  --turns().waiting_;
  Turns::Parties& parties = *turns().parties_;
  if (--lane_.party.waiting_ == 0) parties.erase(parties.iterator_to(lane_.party));
}

void Place::grant(Clock::time_point now) {
  leave();
  turns().ceiling_.take();
  lane_.bucket->budget.take(now);
  is_granted_ = true;
  wake(loop::Wake::called);
}

void Place::hand_back() {
  is_granted_ = false;
  turns().ceiling_.give_back();
  lane_.bucket->budget.give_back();
}

Turn Place::take_turn() {
  is_granted_ = false;
  return Turn(turns(), *lane_.bucket, time_);
}

bool Place::watches() const { return lane_.bucket->watches[priority_].who == this; }

// At most so many, as far as can be told without counting: some of its own line may have left, and
// the lines of other clients move as fast as its own.
std::size_t Place::others_before() const {
  const Line& line = lane_.lines[priority_];
  const auto own = static_cast<std::size_t>(number_ - line.front().number_);
  const Each<std::size_t>& waiting = lane_.bucket->waiting;
  std::size_t before = std::min(own * turns().parties_->size(), waiting[priority_] - 1);
  if (priority_ == Priority::background) before += waiting[Priority::interactive];
  return before;
}

Party::Party(std::shared_ptr<Turns> turns, std::uint64_t account)
    : turns_(std::move(turns)), account_(account) {}

Party::~Party() = default;

Lane& Party::lane(std::string_view bucket) {
  for (const auto& lane : lanes_)
    if (lane->bucket->name == bucket) return *lane;
  if (lanes_.size() >= kMostLanes) return *lanes_.back();
  lanes_.push_back(std::make_unique<Lane>(*this, turns_->bucket(bucket, account_)));
  return *lanes_.back();
}

bool Party::grant_one(Priority priority, Clock::time_point now) {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const std::size_t at = (next_lane_ + i) % lanes_.size();
    Lane& lane = *lanes_[at];
    Line& line = lane.lines[priority];
    if (line.empty()) continue;
    if (!lane.bucket->budget.is_open(priority, now)) {
      turns_->watch(lane, priority, now);
      continue;
    }
    next_lane_ = at + 1;
    line.front().grant(now);
    return true;
  }
  return false;
}

}  // namespace back::http
