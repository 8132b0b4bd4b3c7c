#include "person.hpp"

namespace truth {

using okta_emulator::State;
using okta_emulator::User;

Person person_in(const okta_emulator::Organisation& organisation, std::string_view key) {
  Person person;
  organisation.read([&](const State& state) {
    const User& user = *state.find_user(key);
    static_cast<User&>(person) = user;
    for (const auto& [id, app] : state.apps) {
      const auto entry = app.users.find(user.id);
      if (entry != app.users.end()) person.apps.emplace(id, entry->second);
    }
    for (const std::string& id : user.groups)
      if (state.find_group(id)->by_rule.contains(user.id)) person.by_rule.insert(id);
  });
  return person;
}

void put(okta_emulator::Organisation& organisation, const Person& person) {
  organisation.change([&](State& state) {
    User& user = *state.find_user(person.id);
    const std::set<std::string> held = user.groups;
    for (const std::string& id : held)
      if (!person.groups.contains(id)) state.leave(*state.find_group(id), user);
    for (const std::string& id : person.groups) {
      if (!held.contains(id)) state.join(*state.find_group(id), user);
      if (person.by_rule.contains(id)) state.find_group(id)->by_rule.insert(user.id);
    }
    user = person;
    for (auto& [id, app] : state.apps) {
      app.users.erase(user.id);
      const auto entry = person.apps.find(id);
      if (entry != person.apps.end()) app.users.emplace(user.id, entry->second);
    }
    state.marked.erase(user.id);
  });
}

}  // namespace truth
