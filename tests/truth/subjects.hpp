// Who is acted on: every action with each of its variants, from every status it is offered in. And
// what makes the action's promise true.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "person.hpp"

namespace truth {

struct Subject {
  std::string_view name;    // "activate by link, STAGED"
  std::string_view action;  // its id
  std::string_view login;   // somebody of Back Demo in that status
  std::string_view input;   // JSON
  // Does the state after the action, of one who was `before`, keep the promise?
  // Of several items: of every one of them, see item_is_so.
  bool (*is_so)(const okta_emulator::User& now, const okta_emulator::User& before,
                const boost::json::object& input) = nullptr;
  bool may_be_applied_twice = false;                // the re-send table
  bool wants_secret = false;                        // a link or password that is shown once
  bool works_on = false;                            // Okta finishes it after a few reads
  void (*prepare)(okta_emulator::User&) = nullptr;  // or nullptr
  bool readable = true;                             // a read can tell
  bool about_factors = false;                       // ... if it reads the factors as well

  // Of an action on groups or apps: those of the input, each with an end of its own.
  enum class About { account, groups, apps } about = About::account;
  bool (*item_is_so)(const Person& now, const std::string& id) = nullptr;
  int change_at = 4;  // the request that changes something, in a story without a fault

  std::vector<std::string> items() const;
  boost::json::object input_json() const;
};

std::span<const Subject> subjects();

}  // namespace truth
