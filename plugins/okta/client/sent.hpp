// What became of a request that changes something. Only Okta's own "no" and a request that never
// left are certain; all else is for a read to decide.
#pragma once

#include <optional>
#include <string>

#include "okta/errors.hpp"
#include "secret/secret.hpp"

namespace okta {

// Where an answer holds the secret that was asked for, and what it must look like to be handed on.
enum class OneTimeForm { none, activation_link, reset_link, password };

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
  back::Secret one_time;  // a link or password to be shown once; empty if none was asked for, or it
                          // was lost or is unusable
};

}  // namespace okta
