// Memberships of one kind - groups, or apps - of one account, as an action changes them: what stands
// against it, the request for each, and what a fresh read shows.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta/access.hpp"
#include "okta/client/client.hpp"
#include "okta/membership/item.hpp"

namespace okta {

// What a fresh read shows of an item.
struct Shown {
  bool so = false;   // as the action would have it
  std::string text;  // for people: "member", "through group Engineering"
  std::string remark = {};
};

using Seen = std::vector<std::optional<Shown>>;

class Memberships {
 public:
  virtual ~Memberships() = default;
  // What the input asks for, each with what is to be done about it. Throws Failure.
  virtual Task<Items> examine() = 0;
  // What is to be known of all of them together; may be empty.
  virtual std::string notice() const { return {}; }
  // For use inside Call::change only.
  virtual Task<Sent> send(const Item& item) = 0;
  // Puts what it reads into seen, which has a place for each id; what could not be read stays empty.
  // What was read before it throws Failure or Cancelled is there.
  virtual Task<> look(const std::vector<std::string>& ids, Seen& seen) = 0;
};

// Whose they are, and what was asked. What is referred to outlives the Memberships.
struct Ground {
  Client& client;
  const Access& access;
  const UserId& account;
  const std::string& login;
  const boost::json::object& input;
  std::vector<std::string> wanted;  // ids, as they were given
};

// What is particular to an action of this kind. Sentences are put together as: <name> <phrase> the
// <noun> <names> in Okta.
struct MembershipAction {
  std::string_view field;  // of the input, with the ids; the action that undoes it has the same one
  std::string_view noun;   // "group"
  std::string_view done, not_done, already;
  std::string_view notice;  // once something was done; may be empty
  std::unique_ptr<Memberships> (*open)(const Ground& ground) = nullptr;
};

std::unique_ptr<Memberships> groups_to_add(const Ground& ground);
std::unique_ptr<Memberships> groups_to_remove(const Ground& ground);
std::unique_ptr<Memberships> apps_to_assign(const Ground& ground);
std::unique_ptr<Memberships> apps_to_unassign(const Ground& ground);
// What a colleague has and the account lacks, or what of that the input names.
std::unique_ptr<Memberships> groups_to_copy(const Ground& ground);
std::unique_ptr<Memberships> apps_to_copy(const Ground& ground);

// What keeps an app from being assigned to anybody. Pure.
std::optional<Reason> closed(App app);
// "assigned directly", "through group Engineering"
std::string assignment_text(const std::optional<Assignment>& held);

// The ids in a field of an input. The boundary has checked its shape.
std::vector<std::string> ids_in(const boost::json::object& input, std::string_view field);

}  // namespace okta
