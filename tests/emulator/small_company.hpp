// A company of one person per status and a token, on a clock that stands still, and short words to
// talk to it.
#pragma once

#include <boost/json.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "okta_emulator/organisation.hpp"

namespace emulator_test {

namespace json = boost::json;
using okta_emulator::Answer;
using okta_emulator::Headers;
using okta_emulator::ManualClock;
using okta_emulator::Organisation;
using okta_emulator::Status;

inline constexpr std::string_view kToken = "00testSuperAdminToken0000000000000000";

// {"organisation", "tokens", "users": [owner@acme.example with SUPER_ADMIN and the token]}.
json::object empty_seed();
// A user entry for a seed; login is `name`@acme.example. `more` is laid over it.
json::object person(std::string_view name, std::string_view status = "ACTIVE",
                    json::object more = {});
// empty_seed() with these people after the owner.
json::object seed_of(std::initializer_list<json::object> people);

class Company {
 public:
  explicit Company(const json::value& seed = empty_seed());

  Answer send(std::string_view method, std::string_view target, std::string_view body = {},
              Headers more = {});
  Answer get(std::string_view target) { return send("GET", target); }
  Answer post(std::string_view target, std::string_view body = {}) {
    return send("POST", target, body);
  }
  Answer remove(std::string_view target) { return send("DELETE", target); }
  // POST /api/v1/users/<name>@acme.example/lifecycle/<what>.
  Answer lifecycle(std::string_view name, std::string_view what);
  okta_emulator::User truth(std::string_view name) const;  // throws when there is nobody

  std::shared_ptr<ManualClock> clock;
  Organisation organisation;
  std::string token = std::string(kToken);
};

json::value body_of(const Answer& answer);
std::string code_of(const Answer& answer);   // errorCode, empty when there is none
std::string cause_of(const Answer& answer);  // the first cause
std::string login_of(std::string_view name);
std::string user_path(std::string_view name);  // "/api/v1/users/<login>"
std::string_view header_of(const Answer& answer, std::string_view name);

}  // namespace emulator_test
