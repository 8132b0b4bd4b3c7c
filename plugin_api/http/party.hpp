// Inside this room: who waits for a turn. A place is one request, a lane the places of one client
// for one budget, a party all lanes of one client.
#pragma once

#include <array>
#include <boost/intrusive/list.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/budget.hpp"
#include "http/turns.hpp"
#include "loop/waiter.hpp"

namespace back::http {

// A pair of something, one for each priority.
template <typename T>
class Each {
 public:
  T& operator[](Priority priority) { return values_[static_cast<std::size_t>(priority)]; }
  const T& operator[](Priority priority) const {
    return values_[static_cast<std::size_t>(priority)];
  }

 private:
  std::array<T, 2> values_{};
};

// A budget, and who waits for it.
struct Bucket {
  // The one of them who sleeps until it opens.
  struct Watch {
    Place* who = nullptr;
    Clock::time_point until{};
  };

  std::string name;
  std::uint64_t account;
  Budget budget;
  Each<Watch> watches;
  Each<std::size_t> waiting;
};

struct LineTag;
using LineHook =
    boost::intrusive::list_base_hook<boost::intrusive::tag<LineTag>,
                                     boost::intrusive::link_mode<boost::intrusive::safe_link>>;

// Lives in the frame of the coroutine that waits. It keeps its place when it is woken to think
// again.
class Place : public loop::Waiter, public LineHook {
 public:
  Place(Lane& lane, Priority priority, Time& time);
  ~Place();

  void enter(bool in_front);
  void leave();
  void grant(Clock::time_point now);
  void hand_back();  // what was granted
  Turn take_turn();

  bool is_granted() const { return is_granted_; }
  bool watches() const;
  std::size_t others_before() const;

 private:
  friend class Party;
  Turns& turns() const;

  Lane& lane_;
  Priority priority_;
  Time& time_;
  std::int64_t number_ = 0;  // grows along the line
  bool is_granted_ = false;
};

using Line = boost::intrusive::list<Place, boost::intrusive::base_hook<LineHook>>;

class Lane {
 public:
  Lane(Party& owner, std::shared_ptr<Bucket> of) : party(owner), bucket(std::move(of)) {}

  Party& party;
  std::shared_ptr<Bucket> bucket;
  Each<Line> lines;
};

// Lives as long as its client. Linked while somebody waits.
class Party : public boost::intrusive::list_base_hook<> {
 public:
  // account: whose budgets it draws on; clients with the same one share them.
  Party(std::shared_ptr<Turns> turns, std::uint64_t account);
  ~Party();
  Party(const Party&) = delete;
  Party& operator=(const Party&) = delete;

  // Names beyond a number that no plugin reaches share one lane.
  Lane& lane(std::string_view bucket);
  Turns& turns() { return *turns_; }

 private:
  friend class Place;
  friend class Turns;
  // The next of its waiters who may go; false if there is none.
  bool grant_one(Priority priority, Clock::time_point now);

  std::shared_ptr<Turns> turns_;
  std::uint64_t account_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::size_t next_lane_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace back::http
