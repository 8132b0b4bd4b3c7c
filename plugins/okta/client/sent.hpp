// What became of a request that changes something. Only Okta's own "no" and a request that never
// left are certain; all else is for a read to decide.
#pragma once

#include <optional>
#include <string>

#include "okta/errors.hpp"
#include "secret/secret.hpp"

namespace okta {

struct Sent {
  enum class Kind {
    accepted,   // 2xx
    rejected,   // Okta says no: surely not applied
    uncertain,  // no answer, or one that leaves it open
    not_sent,   // surely did not arrive, or Okta did not look at it (429)
  };
  Kind kind = Kind::uncertain;
  std::string request_id;          // Okta's; empty if there was no answer
  std::optional<OktaError> error;  // the answer, unless it was 2xx
  std::string sentence;            // unless accepted: what happened, for people
  std::string code;                // unless accepted: forbidden, lost_answer, cancelled ...
  back::Secret link;  // of an activation without mail; empty if it was lost or unusable
};

}  // namespace okta
