// Is it really the requester who calls? Okta asks the phone; the expert reads out the number that is
// to be chosen there. Changes nothing: it ends with an answer, or without one.
#pragma once

#include <optional>

#include "okta/access.hpp"
#include "okta/actions/action.hpp"
#include "okta/challenge/ending.hpp"
#include "okta/change/approach.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

class Verification {
 public:
  // All outlive it.
  Verification(back::sdk::Call& call, const Access& access, const Action& action,
               back::http::Scope& scope);

  // Throws Failure only as long as nothing was sent.
  Task<back::sdk::Reply> run();

 private:
  struct Ended {
    Ending ending = Ending::unanswered;
    std::string because = {};  // why it could not be told, a sentence
  };

  Task<SentPush> send(bool with_number);
  Task<SentPush> send_as_well_as_it_goes();
  std::string request_to_caller(const Push& push) const;
  bool is_over(const Push& push) const;
  Task<Ended> wait_for_answer(const Push& push);
  Task<Ended> follow(const Push& push);
  Task<bool> withdraw(const Push& push);

  back::sdk::Call& call_;
  const Access& access_;
  const Action& action_;
  back::http::Scope& scope_;
  Client client_;
  Approach approach_;
  const Factor* factor_ = nullptr;  // of the situation that was read
  std::vector<std::string> request_ids_;
};

}  // namespace okta
