// Whose turn it is to send to one organisation. A request goes when its budget is open and there is
// room below the ceiling, both at once, so that nobody holds the one while waiting for the other.
// Else it stands in a queue: people before background work, clients in turn, each client's requests
// in order. Nothing polls. For the loop's thread only, but for of().
#pragma once

#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "http/ceiling.hpp"
#include "http/origin.hpp"
#include "http/rate_advice.hpp"
#include "http/scope.hpp"
#include "http/time.hpp"

namespace back::http {

using loop::Task;

struct Bucket;
class Lane;
class Party;
class Place;
class Turns;

// Room and budget for one request, given back when it ends.
class Turn {
 public:
  Turn(Turns& turns, Bucket& bucket, Time& time) : turns_(&turns), bucket_(&bucket), time_(&time) {}
  Turn(Turn&& other) noexcept
      : turns_(std::exchange(other.turns_, nullptr)), bucket_(other.bucket_), time_(other.time_) {}
  Turn& operator=(Turn&&) = delete;
  ~Turn();

  // What the answer to it says; sent: when the request went.
  void learn(const RateReading& reading, Clock::time_point sent);
  // The answer was "too many requests", and asks to wait.
  void refuse(const RateReading& reading, std::chrono::seconds wait, Clock::time_point sent);

 private:
  void note_spent(bool was_spent, Clock::time_point now);

  Turns* turns_;
  Bucket* bucket_;
  Time* time_;
};

struct Wish {
  const Scope& scope;  // how urgent, until when, and who is told of a wait
  std::string_view service;
  bool again = false;  // it has had a turn already, so it goes before the others of its client
};

// Without a turn the deadline came first, or surely will: opens says when the budget allows it, if
// that is the reason.
struct Waited {
  std::optional<Turn> turn;
  std::optional<Clock::time_point> opens;
};

class Turns {
 public:
  Turns(std::size_t most_in_flight, std::chrono::seconds longest_wait);
  ~Turns();
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  // Those of the organisation behind this host, shared by all its clients in this process; the
  // first of them says how many and how long. [any thread]
  static std::shared_ptr<Turns> of(const Origin& origin, std::size_t most_in_flight,
                                   std::chrono::seconds longest_wait);

  // A turn at once, unless that needs a wait or passes somebody over.
  std::optional<Turn> take(Lane& lane, Priority priority, Time& time);
  // Throws Cancelled when the job is cancelled. Tells the scope of waits of a second or more.
  Task<Waited> wait(Lane& lane, Wish wish, Time& time);

  Ceiling& ceiling() { return ceiling_; }
  std::size_t waiting() const { return waiting_; }

 private:
  friend class Party;
  friend class Place;
  friend class Turn;
  using Parties = boost::intrusive::list<Party>;

  std::shared_ptr<Bucket> bucket(std::string_view name, std::uint64_t account);
  // Gives turns to all who may go; afterwards each closed budget that is waited for is watched.
  void pump(Clock::time_point now);
  void watch(Lane& lane, Priority priority, Clock::time_point now);
  // Lets all who wait for it think again: they may be too late now.
  void review(const Bucket& bucket);

  Ceiling ceiling_;
  std::chrono::seconds longest_wait_;
  std::vector<std::shared_ptr<Bucket>> buckets_;
  std::unique_ptr<Parties> parties_;  // those who have somebody waiting
  std::size_t waiting_ = 0;
};

}  // namespace back::http
