// What an error of Okta's means. Decided by Okta's error code and the HTTP status alone, in one
// table; never by the text, which may change.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/no_response.hpp"
#include "http/response.hpp"
#include "sdk/failure.hpp"

namespace okta {

struct Meaning {
  std::string_view error_code;    // Okta's; empty: any other answer of that HTTP status
  int http_status;                // of rows without an error code; 0: any
  std::int32_t status;            // of a read: BACK_...
  std::string_view outcome_code;  // of a change: why it was refused
  std::string_view sentence;      // for people, with what to do
  bool quoted = false;            // Okta's own words add something: show them
};

std::span<const Meaning> meanings();

// An answer outside 2xx, understood.
struct OktaError {
  int http_status = 0;
  std::string error_code;  // "E0000007"; empty if the answer was not one of Okta's errors
  std::string words;       // Okta's own, fit to be shown; never decided by
  std::string error_id;    // Okta's support finds the error by it
  std::string request_id;
  std::optional<int> retry_after_s;
  const Meaning* meaning = nullptr;

  bool is(std::string_view code) const { return error_code == code; }
  // Okta itself says that it did not do what was asked. Any other error of a change leaves that
  // open.
  bool surely_not_applied() const;
  std::string sentence() const;
};

OktaError read_error(const back::http::Response& response);

// Okta's own id of the request; empty if there is none, or it is not printable.
std::string request_id_of(const back::http::Response& response);

// For reads: the one exception type.
back::sdk::Failure failure_of(const OktaError& error);
back::sdk::Failure failure_of(const back::http::NoResponse& none);

}  // namespace okta
