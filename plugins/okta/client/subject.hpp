// Whose account it is: the one an expert has picked, else the one that answers to the requester's
// e-mail address.
#pragma once

#include <string>
#include <vector>

#include "contract/context.hpp"
#include "okta/client/client.hpp"

namespace okta {

struct Subject {
  enum class Kind { one, none, several };
  Kind kind = Kind::none;
  std::optional<UserId> id;      // of one
  std::vector<User> candidates;  // of several
  std::string partial;           // the search was not complete: why
};

// Throws Failure. A picked account is not looked up here; read it by its id.
Task<Subject> find_subject(Client& client, const back::contract::Context& context);

// "Okta, by login and e-mail address dana@back-demo.com", for people.
std::string searched_for(const back::contract::Context& context);

}  // namespace okta
