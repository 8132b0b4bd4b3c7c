// What is offered for a field: built here for all sources alike.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

struct Choice {
  std::string id, name, detail;
  std::optional<Reason> against = std::nullopt;  // it cannot be chosen
};

struct Choices {
  std::vector<Choice> items;
  std::string cursor;  // empty: there are no more

  // Shape: plugin_api/schema/options.schema.json.
  boost::json::object to_json() const;
};

// What is asked for.
struct Wanted {
  Client& client;
  const Access& access;
  const UserId& account;            // of the requester
  std::string text;                 // part of a name; may be empty
  std::string cursor;               // of the page before, or empty
  const boost::json::object& form;  // what the form holds so far
};

// A whole list, which Okta does not search: those whose name holds the text, by name, a page at a
// time. Throws Failure for a cursor that is none.
Choices page_of(std::vector<Choice> all, const Wanted& wanted);

Task<Choices> find_groups(const Wanted& wanted);
Task<Choices> own_groups(const Wanted& wanted);
Task<Choices> find_apps(const Wanted& wanted);
Task<Choices> own_apps(const Wanted& wanted);
Task<Choices> find_colleagues(const Wanted& wanted);
// What the colleague in the form has, the requester's own disabled: the preview of a copy.
Task<Choices> groups_of_colleague(const Wanted& wanted);
Task<Choices> apps_of_colleague(const Wanted& wanted);

std::optional<Reason> against_adding(const Group& group, const std::vector<Group>& held,
                                     const Access& access);
std::optional<Reason> against_assigning(const App& app, const std::vector<App>& held);
Task<Choices> enrolled_factors(const Wanted& wanted);
Task<Choices> push_factors(const Wanted& wanted);

}  // namespace okta
