#include "okta_emulator/replica.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

// The user a path names: /api/v1/users/<key>… or /api/v1/groups/<id>/users/<key>.
std::string_view named_user(const std::vector<std::string>& segments) {
  if (segments.size() >= 4 && segments[2] == "users") return segments[3];
  if (segments.size() >= 6 && segments[4] == "users") return segments[5];
  return {};
}

std::string created_id(const Answer& answer) {
  boost::system::error_code error;
  const auto body = boost::json::parse(answer.body, error);
  const auto* object = error ? nullptr : body.if_object();
  const auto* id = object == nullptr ? nullptr : object->if_contains("id");
  return id == nullptr || !id->is_string() ? std::string() : std::string(id->get_string());
}

bool is_named(const User& user, std::string_view key) {
  return user.id == key || same_text(user.login(), key);
}

// Puts `other` in the place of the user of that id; either may be missing. What was there comes
// back.
std::optional<User> exchange(State& state, const std::string& id,
                             const std::optional<User>& other) {
  std::optional<User> old;
  if (const User* user = state.user_by_id(id)) {
    old = *user;
    state.remove_user(id);
  }
  if (other) {
    User& user = state.add_user(*other);
    user.groups.clear();
    for (const std::string& group : other->groups) {
      if (Group* found = state.find_group(group)) state.join(*found, user);
    }
  }
  return old;
}

}  // namespace

Replica::Change Replica::about_to_change(const State& state, const Target& target) {
  Change change;
  if (const User* user = state.find_user(named_user(target.segments))) {
    change.user = user->id;
    change.before = *user;
  }
  return change;
}

void Replica::changed(const Change& change, const Answer& answer, Lag lag, Reader reader,
                      Time now) {
  Behind behind;
  behind.user = change.before ? change.user : created_id(answer);
  behind.before = change.before;
  behind.reader = reader;
  if (behind.user.empty() || answer.status >= 300) return;
  if (lag.reads != 0) behind.reads_left = lag.reads;
  if (lag.time.count() != 0) behind.until = now + lag.time;
  behind_.push_back(std::move(behind));
}

bool Replica::settle(std::string_view user) {
  return std::erase_if(behind_, [&](const Behind& each) { return each.user == user; }) > 0;
}

// Of each user the oldest version still shown to this reader is put in place.
Replica::View::View(Replica& replica, State& state, const Target& target, Time now)
    : state_(state) {
  std::erase_if(replica.behind_, [now](const Behind& each) {
    return each.reads_left == 0 || (each.until && *each.until <= now);
  });
  const std::string_view key = named_user(target.segments);
  const User* named = key.empty() ? nullptr : state.find_user(key);
  const std::string named_id = named == nullptr ? std::string() : named->id;
  const bool searches = target.parameter("search").has_value();
  for (Behind& behind : replica.behind_) {
    if (behind.reader == Reader::search && !searches) continue;
    const bool concerned =
        key.empty() || behind.user == named_id || (behind.before && is_named(*behind.before, key));
    const bool shown = std::any_of(truth_.begin(), truth_.end(),
                                   [&](const auto& each) { return each.first == behind.user; });
    if (!concerned || shown) continue;
    truth_.emplace_back(behind.user, exchange(state, behind.user, behind.before));
    if (behind.reads_left > 0) --behind.reads_left;
  }
}

Replica::View::~View() {
  for (const auto& [id, user] : truth_) {
    exchange(state_, id, user);
    state_.marked.erase(id);  // nothing has happened to him
  }
}

}  // namespace okta_emulator
