// A push challenge: Okta asks the owner of a phone whether it is really he.
#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <optional>
#include <string_view>

#include "okta/model/ids.hpp"

namespace okta {

enum class PushResult { waiting, approved, rejected, timed_out, unknown };
PushResult push_result_of(std::string_view word);

struct Push {
  TransactionId id;  // by which its result is asked for
  // Of number matching: the right one among those that the phone offers. None: a plain push.
  std::optional<int> number;
  std::optional<std::chrono::sys_seconds> expires;  // by Okta's clock

  // Of the answer to sending one. Of its links only the id is taken, and only from one that leads to
  // this factor of this user. Throws Failure for anything else.
  static Push read(const boost::json::value& value, const UserId& user, const FactorId& factor);
};

// Of the answer to asking how it stands. Throws Failure.
PushResult read_push_result(const boost::json::value& value);

}  // namespace okta
