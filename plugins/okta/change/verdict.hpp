// From what became of a request and what a fresh read shows to one of the five outcomes: one table,
// no exceptions to it.
#pragma once

#include <string_view>

#include "okta/change/reading.hpp"
#include "okta/client/sent.hpp"

namespace okta {

enum class Outcome { done, already, refused, failed, unknown };
enum class Changed { no, yes, cannot_tell };

struct Verdict {
  Outcome outcome;
  Changed changed;
  std::string_view code;  // empty: the request's own (why it was rejected, or not sent), or none
  std::string_view evidence;  // what is known; of unknown always
};

Verdict verdict(Sent::Kind sent, Reading reading);
std::string_view name_of(Outcome outcome);

}  // namespace okta
