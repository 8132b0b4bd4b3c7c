// What is known of a request that changes something when it was not simply accepted.
#pragma once

#include "http/no_response.hpp"
#include "http/response.hpp"
#include "okta/client/sent.hpp"

namespace okta {

Sent without_answer(const back::http::NoResponse& none);
// Of an answer outside 2xx.
Sent with_error(const back::http::Response& response);
// Of one inside that is none of Okta's.
Sent with_nonsense(const back::http::Response& response);

}  // namespace okta
