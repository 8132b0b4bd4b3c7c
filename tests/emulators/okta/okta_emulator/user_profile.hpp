// What a body may say about a user: profile and credentials, checked as Okta checks them.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

struct Draft {
  boost::json::object profile;
  std::optional<std::string> password, recovery_question, provider;
};

// Reads a create or update body; with `base` its profile is the starting point (a partial update).
// E0000003 when malformed.
Draft read_draft(const boost::json::object& body, const User* base);

// Required fields, the form of the login, and that nobody else has it: E0000001 with all causes
// (rec 020).
void check_profile(const boost::json::object& profile, const State& state, const User* self);

void apply_credentials(const Draft& draft, User& user, Time now);

}  // namespace okta_emulator
