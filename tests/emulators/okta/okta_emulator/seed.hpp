// From a seed to a state and back: a snapshot is a seed that says everything. The format stands in
// the README.
#pragma once

#include <boost/json/fwd.hpp>
#include <boost/json/object.hpp>

#include "okta_emulator/rate.hpp"
#include "okta_emulator/state.hpp"

namespace okta_emulator {

struct Seed {
  State state;
  RateRules rates;
};

// Throws std::invalid_argument with a sentence that names the place.
Seed parse_seed(const boost::json::value& document);

boost::json::object snapshot_json(const State& state, const RateRules& rates);

// One user as a snapshot has it: the truth, with sessions, mails and everything no answer shows.
boost::json::object user_truth(const User& user);

}  // namespace okta_emulator
