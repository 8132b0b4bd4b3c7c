// From a seed to a state and back: a snapshot is a seed that says everything. The format stands in
// the README.
#pragma once

#include <boost/json/fwd.hpp>
#include <boost/json/object.hpp>

#include "okta_emulator/rate.hpp"
#include "okta_emulator/replica.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {

struct Seed {
  State state;
  RateRules rates;
  Consistency consistency;
};

// Throws std::invalid_argument with a sentence that names the place. `now`: what the log counts
// "minutes_ago" from.
Seed parse_seed(const boost::json::value& document, Time now);

boost::json::object snapshot_json(const State& state, const RateRules& rates,
                                  const Consistency& consistency);

// Parts of a seed that can be given alone.
RateRules read_rates(const boost::json::value* value, const Edition& edition);
Consistency read_consistency(const boost::json::value* value);
boost::json::object rates_json(const RateRules& rates);
boost::json::object consistency_json(const Consistency& consistency);

// One user as a snapshot has it: the truth, with sessions, mails and everything no answer shows.
boost::json::object user_truth(const User& user);
boost::json::object group_truth(const Group& group);

}  // namespace okta_emulator
