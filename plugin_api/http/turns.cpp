#include "http/turns.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "http/party.hpp"

namespace back::http {
namespace {

using loop::Wake;
using std::chrono::seconds;

// A watch that rings so much later than it could is set anew.
constexpr std::chrono::milliseconds kLateness{50};

struct Known {
  std::mutex mutex;
  std::map<std::string, std::weak_ptr<Turns>, std::less<>> by_host;
};

Known& known() {
  static Known turns;
  return turns;
}

// Tells the person once of each moment that is waited for.
class Announcement {
 public:
  explicit Announcement(const Wish& wish) : wish_(wish) {}

  void tell(Clock::time_point opens, Clock::time_point now) {
    if (!wish_.scope.progress || opens - now < seconds(1) || opens - told_ < seconds(1)) return;
    told_ = opens;
    std::string sentence(wish_.service);
    sentence += " asks us to wait ";
    sentence += std::to_string(std::chrono::ceil<seconds>(opens - now).count());
    sentence += " s.";
    wish_.scope.progress(sentence);
  }

 private:
  const Wish& wish_;
  Clock::time_point told_{};
};

}  // namespace

Turn::~Turn() {
  if (turns_ == nullptr) return;
  turns_->ceiling_.give_back();
  bucket_->budget.give_back();
  if (turns_->waiting_ != 0) turns_->pump(time_->now());
}

void Turn::learn(const RateReading& reading, Clock::time_point sent) {
  const Clock::time_point now = time_->now();
  const bool was_spent = bucket_->budget.is_spent(now);
  bucket_->budget.learn(reading, sent, now);
  note_spent(was_spent, now);
}

void Turn::refuse(const RateReading& reading, seconds wait, Clock::time_point sent) {
  const Clock::time_point now = time_->now();
  const bool was_spent = bucket_->budget.is_spent(now);
  bucket_->budget.refuse(reading, wait, sent, now);
  note_spent(was_spent, now);
}

void Turn::note_spent(bool was_spent, Clock::time_point now) {
  if (!was_spent && bucket_->budget.is_spent(now)) turns_->review(*bucket_);
}

Turns::Turns(std::size_t most_in_flight, seconds longest_wait)
    : ceiling_(most_in_flight),
      longest_wait_(longest_wait),
      parties_(std::make_unique<Parties>()) {}

Turns::~Turns() = default;

std::shared_ptr<Turns> Turns::of(const Origin& origin, std::size_t most_in_flight,
                                 seconds longest_wait) {
  Known& all = known();
  const std::lock_guard lock(all.mutex);
  std::erase_if(all.by_host, [](const auto& entry) { return entry.second.expired(); });
  auto& entry = all.by_host[origin.host];
  auto turns = entry.lock();
  if (!turns) entry = turns = std::make_shared<Turns>(most_in_flight, longest_wait);
  return turns;
}

std::shared_ptr<Bucket> Turns::bucket(std::string_view name, std::uint64_t account) {
  for (const auto& bucket : buckets_)
    if (bucket->account == account && bucket->name == name) return bucket;
  // Of credentials that nobody uses any more.
  std::erase_if(buckets_, [](const auto& bucket) { return bucket.use_count() == 1; });
  buckets_.push_back(
      std::make_shared<Bucket>(Bucket{std::string(name), account, Budget(longest_wait_), {}, {}}));
  return buckets_.back();
}

std::optional<Turn> Turns::take(Lane& lane, Priority priority, Time& time) {
  if (waiting_ != 0 || !ceiling_.has_room()) return std::nullopt;
  const Clock::time_point now = time.now();
  if (!lane.bucket->budget.is_open(priority, now)) return std::nullopt;
  ceiling_.take();
  lane.bucket->budget.take(now);
  return Turn(*this, *lane.bucket, time);
}

Task<Waited> Turns::wait(Lane& lane, Wish wish, Time& time) {
  const Priority priority = wish.scope.priority;
  const Clock::time_point deadline = wish.scope.deadline;
  Bucket& bucket = *lane.bucket;
  Announcement announcement(wish);
  Waited waited;
  Place place(lane, priority, time);
  place.enter(wish.again);
  bool is_late = false;
  while (true) {
    Clock::time_point now = time.now();
    pump(now);
    if (!place.is_granted()) {
      is_late = is_late || now >= deadline;
      if (bucket.budget.is_spent(now)) {
        const Clock::time_point opens = bucket.budget.opens_after(place.others_before());
        if (is_late || opens >= deadline) waited.opens = opens;
        if (!waited.opens) announcement.tell(opens, now);
      }
      if (is_late || waited.opens) co_return waited;
      // Without room below the ceiling nothing is watched anew: whoever makes room sees to it.
      const bool watches = place.watches() && bucket.watches[priority].until > now;
      const Clock::time_point rings =
          watches ? std::min(bucket.watches[priority].until, deadline) : deadline;
      Task<Wake> sleep =
          watches ? time.sleep_or_wake(place, rings) : time.wait_until(place, deadline);
      const Wake how = co_await std::move(sleep);
      if (!place.is_granted()) {
        if (how == Wake::cancelled) throw loop::Cancelled();
        is_late = how == Wake::late && rings == deadline;
        continue;
      }
      now = time.now();
    }
    // An answer may have come between the grant and now.
    if (!bucket.budget.is_overdrawn(now)) break;
    place.hand_back();
    place.enter(true);
  }
  waited.turn.emplace(place.take_turn());
  co_return waited;
}

void Turns::pump(Clock::time_point now) {
  for (const Priority priority : {Priority::interactive, Priority::background}) {
    std::size_t passed_over = 0;  // in a row
    while (passed_over < parties_->size() && ceiling_.has_room()) {
      Party& party = parties_->front();
      parties_->splice(parties_->end(), *parties_, parties_->begin());
      passed_over = party.grant_one(priority, now) ? 0 : passed_over + 1;
    }
  }
}

void Turns::watch(Lane& lane, Priority priority, Clock::time_point now) {
  const Clock::time_point opens = lane.bucket->budget.opens(priority, now);
  Bucket::Watch& watch = lane.bucket->watches[priority];
  if (watch.who != nullptr && watch.until > now && watch.until <= opens + kLateness) return;
  if (watch.who == nullptr) watch.who = &lane.lines[priority].front();
  watch.until = opens;
  watch.who->wake(Wake::called);
}

void Turns::review(const Bucket& bucket) {
  if (waiting_ == 0) return;
  for (Party& party : *parties_)
    for (const auto& lane : party.lanes_)
      if (lane->bucket.get() == &bucket)
        for (const Priority priority : {Priority::interactive, Priority::background})
          for (Place& place : lane->lines[priority]) place.wake(Wake::called);
}

}  // namespace back::http
