// What tells an emulated answer from a recorded one: status, words that code decides by, the shape
// of the JSON, and the headers that clients read. Pure; each difference is a short line.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "okta_emulator/message.hpp"
#include "recording.hpp"

namespace emulator_test {

using Differences = std::vector<std::string>;

// Keys and types, recursively, lists by their first element. Also the values of members that are
// words of Okta's (a status, an error code and its text, a type), and where API links lead, ids
// apart.
Differences body_differences(const json::value& recorded, const json::value& answered);

// date, content-type, link, etag, www-authenticate, x-okta-request-id, x-rate-limit-*,
// cache-control: exactly where it is determined, else by presence and form.
Differences header_differences(const Recording& recorded, const okta_emulator::Answer& answered);

// The text with every object id, cursor and host of a URL replaced by what kind it is.
std::string without_ids(std::string_view url);

}  // namespace emulator_test
