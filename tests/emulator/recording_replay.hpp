// One recording sent to an emulated organisation of its date: the state before it is made by a seed
// and by requests (data/recordings.json), and the ids it names become those the organisation gave.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <string>

#include "recording.hpp"
#include "recording_differences.hpp"
#include "small_company.hpp"

namespace emulator_test {

// Whether the program that recorded it is known to have kept the last line of each header only.
bool kept_one_line_of_each_header(const Recording& recording, const json::object& table);

class Replay {
 public:
  // `row`: what data/recordings.json, the `table`, says of this recording. Throws
  // std::runtime_error when a request that prepares the state is refused.
  Replay(const Recording& recording, const json::object& row, const json::object& table);

  // Everything that differs from the recorded answer; empty when they agree.
  Differences differences();

 private:
  void name_what_the_seed_made();
  void prepare(const json::object& step);
  std::string filled(std::string text) const;        // "{user}" is the id of the user
  std::string with_our_ids(std::string text) const;  // recorded ids become ours
  std::string recorded_id(std::string_view name) const;
  void lose_what_the_recorder_lost(Answer& answer) const;
  void meet_the_limit();
  Answer send();

  const Recording& recording_;
  const json::object& row_;
  const json::object& table_;
  Company company_;
  std::map<std::string, std::string> ids_;  // of "user", "group", "app", "factor", "cursor"
};

}  // namespace emulator_test
