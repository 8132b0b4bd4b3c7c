// Inside this room: how a request failed, with the half sentence that matters most.
#pragma once

#include <string>

#include "http/no_response.hpp"

namespace back::http {

// what_happened: a sentence. Adds whether the request may have been carried out.
inline NoResponse failure(NoResponse::Reason reason, bool may_have_arrived,
                          const std::string& what_happened, std::string detail) {
  const char* const fate =
      may_have_arrived ? " The request may have been carried out." : " The request was not sent.";
  return {reason, may_have_arrived, what_happened + fate, std::move(detail)};
}

}  // namespace back::http
