// Reading back how an interrupted change ended. Only ever asks "settle", never "execute" again.
#pragma once

#include <boost/json/object.hpp>

#include "core/state.hpp"

namespace back::host {

struct Truth {
  boost::json::object outcome;        // outcome.schema.json
  std::vector<NamedSecret> one_time;  // of an execute that ended after all
  bool settled = false;               // found by reading back
  bool pending = false;               // not known yet; to be tried again
};

// How a change ended of which only the record is left. The caller has claimed it. Stopped, it is
// pending.
Truth settle(State& state, const ChangeRecord& change, const Progress& progress,
             const std::stop_token& stop);

// An outcome in the host's own words.
boost::json::object own_outcome(const char* outcome, const std::string& code,
                                const std::string& summary);

}  // namespace back::host
