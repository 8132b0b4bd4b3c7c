#include "contract/who_may.hpp"

#include <algorithm>

namespace back::contract {
namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

bool contains(std::span<const std::string> list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

Verdict allowed() { return {true, "", ""}; }

Verdict refused(std::string_view code, std::string sentence) {
  return {false, code, std::move(sentence)};
}

}  // namespace

bool same_email(std::string_view a, std::string_view b) {
  a = trimmed(a);
  b = trimmed(b);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return folded(x) == folded(y); });
}

Verdict may_act(std::span<const std::string> connection_teams, const Context& context) {
  if (!context.request || !context.requester) {
    return refused("no_request",
                   "This needs a request: open the request of the person whom it is about.");
  }
  if (!contains(connection_teams, context.request->team)) {
    return refused(
        "foreign_team",
        "This connection is not for the team of this request: an admin can add the team.");
  }
  if (!contains(context.actor.teams, context.request->team)) {
    return refused("not_member",
                   "You are not a member of the team of this request: ask one of its members.");
  }
  if (context.actor.id == context.requester->id ||
      same_email(context.actor.email, context.requester->email)) {
    return refused("own_request",
                   "This is your own request: somebody else of the team has to act on it.");
  }
  return allowed();
}

Verdict may_view(std::span<const std::string> connection_teams, const Context& context) {
  return may_act(connection_teams, context);
}

Verdict may_configure(const Context& context) {
  if (context.actor.admin) return allowed();
  return refused("not_admin", "Only an admin may see or change connections: ask one.");
}

}  // namespace back::contract
