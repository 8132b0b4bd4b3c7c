// The only cases in which "unknown" may be told: where no read can tell. docs/unknown-outcomes.md
// shows this table to people.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "faulty_okta.hpp"
#include "subjects.hpp"

namespace truth {

// What the expert is told in the end, and what is known of the way there.
struct Told {
  std::string outcome;  // done, already, refused, failed, unknown
  std::string code;
  int changed = -1;  // 1, 0, -1: cannot be told
  bool has_secret = false;
  bool settled = false;  // by reading back afterwards
  bool pending = false;  // will be read back again later
  int notes = 0;
  bool calm = false;                       // nothing went wrong any more when it was told
  std::chrono::milliseconds time_left{0};  // of the call that told it
  std::chrono::milliseconds watched{0};    // since the change was last at work
  std::vector<std::pair<std::string, std::string>> items{};  // id and outcome
  std::string text;                                          // all of it, for a failure of the test
};

struct PermittedUnknown {
  std::string_view actions;  // for people
  std::string_view when;     // for people
  std::string_view why;      // no read can tell
  std::string_view later;    // what the expert can do, or happens by itself
  bool (*holds)(const Subject& subject, const Facts& facts, const Told& told);
};

std::span<const PermittedUnknown> permitted_unknowns();

// The document, all of it.
std::string unknown_outcomes_document();

}  // namespace truth
