// Somebody in very many groups with very many applications, made up: for tests of size.
#pragma once

#include <string>

#include "okta_emulator/state.hpp"

namespace okta_emulator {

struct BigPerson {
  std::string login;         // made when nobody has it
  std::size_t groups = 368;  // all he is in, Everyone included
  std::size_t apps = 1000;   // all he has and that are active: direct, through a group, or both
};

void add_big_person(State& state, const BigPerson& wanted);

}  // namespace okta_emulator
