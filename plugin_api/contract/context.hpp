// The context of a call: who acts, for which request, about whom. Built by the host from its own
// store; shape: plugin_api/schema/context.schema.json.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/fault.hpp"

namespace back::contract {

struct Organisation {
  std::string id;
  std::string name;
};

struct Actor {
  std::string id;
  std::string name;
  std::string email;
  std::vector<std::string> teams;
  bool admin = false;
};

struct RequestRef {
  std::string id;
  std::string team;
};

struct Requester {
  std::string id;
  std::string name;
  std::string email;
};

struct Context {
  Organisation organisation;
  Actor actor;
  std::optional<RequestRef> request;   // none for check
  std::optional<Requester> requester;  // none for check
  std::string account;                 // the requester's account that an expert picked; empty: none
  std::optional<boost::json::object> seen;  // of the view that the expert acted on
};

// Throw Invalid. Ids, teams and e-mail addresses must not be empty: an empty one could never be
// told apart from another.
Context read_context(const boost::json::value& document);
Context parse_context(std::string_view json);

// Canonical JSON text: what a call carries.
std::string to_text(const Context& context);

}  // namespace back::contract
