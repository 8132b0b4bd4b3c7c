// Exchanges for whoever checks them afterwards: where the variable OKTA_EMULATOR_EXCHANGES names a
// folder, each process appends a line of JSON for each exchange whose shape it has not written yet.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string_view>

#include "okta_emulator/message.hpp"

namespace okta_emulator {

struct Exchange {
  const Request& request;
  const Answer* answer;      // nothing: what came back was not the organisation's own
  std::string_view edition;  // of the organisation
};

// Two exchanges of one shape agree in operation, query parameters, status, and in the keys, types
// and words of both bodies: ids, names and times do not count, and a list is the set of its
// elements.
std::uint64_t shape_of(const Exchange& exchange);

// {"method", "target", "headers", "body", "edition", "answer": {"status", "headers", "body"}}; no
// credential. A body that is no UTF-8 is left out and "body_is_text" says false.
boost::json::object exchange_json(const Exchange& exchange);

// Does nothing without the variable. May be called from any thread.
void log_exchange(const Exchange& exchange);

}  // namespace okta_emulator
