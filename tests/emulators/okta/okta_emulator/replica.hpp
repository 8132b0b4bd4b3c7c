// Readers behind the truth: for a while after a change they see the user as he was before it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/message.hpp"
#include "okta_emulator/state.hpp"
#include "okta_emulator/target.hpp"

namespace okta_emulator {

// How long a change stays unseen: for so many reads of the user (-1: until he is settled), for so
// long by the organisation's clock, or, both being given, until the first of them has passed.
struct Lag {
  std::int64_t reads = 0;
  std::chrono::milliseconds time{0};
  bool any() const { return reads != 0 || time.count() != 0; }
};

// What an organisation does with every change.
struct Consistency {
  Lag reads;                                // of users, their factors, roles, groups, and of lists
  std::chrono::milliseconds search_lag{0};  // how far the index of `search` is behind
  bool any() const { return reads.any() || search_lag.count() != 0; }
};

enum class Reader { everyone, search };

class Replica {
 public:
  // A change under way: whom it is about, and how he was; nobody yet when he is being created.
  struct Change {
    std::string user;
    std::optional<User> before;
  };
  static Change about_to_change(const State& state, const Target& target);
  // The change has been made and answered: `reader` shall not see it yet.
  void changed(const Change& change, const Answer& answer, Lag lag, Reader reader, Time now);

  bool empty() const { return behind_.empty(); }
  void clear() { behind_.clear(); }
  bool settle(std::string_view user);  // from now on readers see the truth; false: they did

  // Shows a reader of `target` what is left of the past; the truth is back when the view ends.
  class View {
   public:
    View(Replica& replica, State& state, const Target& target, Time now);
    ~View();
    View(const View&) = delete;
    View& operator=(const View&) = delete;

   private:
    State& state_;
    std::vector<std::pair<std::string, std::optional<User>>> truth_;
  };

 private:
  struct Behind {
    std::string user;
    std::optional<User> before;
    Reader reader = Reader::everyone;
    std::int64_t reads_left = -1;  // -1: no bound
    std::optional<Time> until;
  };
  std::vector<Behind> behind_;  // oldest first
};

}  // namespace okta_emulator
