// One change, from the expert's click to what really happened. The same steps for every action:
// find and read the account; what the expert saw still holds; something is left to do; nobody is
// protected; Okta offers it; then a note, the request, a fresh read, and the story.
#pragma once

#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/change/approach.hpp"
#include "okta/change/read_back.hpp"
#include "okta/change/story.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

class Execution {
 public:
  // All outlive the execution.
  Execution(back::sdk::Call& call, const Access& access, const Action& action,
            back::http::Scope& scope);

  // Throws Failure only as long as nothing was sent.
  Task<back::sdk::Reply> run();

 private:
  struct Attempt {
    Sent sent;
    ReadBack back;
  };

  bool nothing_to_do(const Snapshot& now) const;
  back::sdk::Reply reply(Story story) const;

  Task<Sent> send(std::string step, const Snapshot& before);
  Task<std::optional<Sent>> send_again(const Snapshot& before);
  Task<Attempt> attempt(const Change& change);

  back::sdk::Call& call_;
  const Access& access_;
  const Action& action_;
  back::http::Scope& scope_;
  Client client_;
  Approach approach_;
  std::vector<std::string> request_ids_;
};

}  // namespace okta
