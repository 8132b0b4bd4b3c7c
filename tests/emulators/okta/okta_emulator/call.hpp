// What an endpoint sees of one request, and the short words it answers with.
#pragma once

#include <boost/json/fwd.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/message.hpp"
#include "okta_emulator/problem.hpp"
#include "okta_emulator/state.hpp"
#include "okta_emulator/tables.hpp"
#include "okta_emulator/target.hpp"

namespace okta_emulator {

// A fault's order to leave the user of this request in transition.
struct Hold {
  bool wanted = false;
  std::int64_t reads =
      -1;  // how many reads still show it; -1: until the control interface settles it
};

struct Call {
  State& state;
  const Request& request;
  const Target& target;
  Time now;          // whole seconds, as Okta keeps them
  std::string base;  // "https://back-demo.okta.com", as the client called it
  Hold hold{};
  std::vector<std::string> captures{};  // what the '*' of the route stood for
  const Token* token = nullptr;
  std::uint32_t capabilities = 0;
  Time instant{};                    // the same moment, to the millisecond
  std::vector<LogTarget> targets{};  // what the event in the log will name
  bool unchanged = false;            // nothing happened: no event
  std::int64_t token_percent = 0;    // of a rate limit, for one token

  bool may(Capability capability) const {
    return (capabilities & static_cast<std::uint32_t>(capability)) != 0;
  }
  // The user that capture names, by id or login; "me" is the token's owner. Throws E0000007.
  User& user(std::size_t capture = 0);
  // The same for a change: E0000006 when the user is an administrator and the token may not touch
  // those.
  User& user_to_change(std::size_t capture = 0);
  Group& group(std::size_t capture = 0);
  App& app(std::size_t capture = 0);
  // A boolean parameter; E0000001 when it is neither true nor false.
  bool flag(std::string_view name, bool otherwise) const;
  // The body as an object; E0000003 when it is something else. An empty body is an empty object.
  boost::json::object body() const;
};

using Endpoint = Answer (*)(Call&);

Answer json_answer(const boost::json::value& body, int status = 200);
Answer json_answer(const boost::json::object& body, int status = 200);
Answer json_answer(const boost::json::array& body, int status = 200);
Answer empty_object();  // 200 {}
Answer no_content();    // 204

// The bits of everything the user's roles grant, his own and those of his groups.
std::uint32_t capabilities_of(const State& state, const User& user);
bool is_administrator(const State& state, const User& user);

// Marks a change: lastUpdated and the ETag follow it.
void touch(User& user, Time now);

}  // namespace okta_emulator
