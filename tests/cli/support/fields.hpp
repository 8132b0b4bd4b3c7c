// Fields for forms, one line each.
#pragma once

#include <string>

#include "contract/manifest.hpp"

namespace back::testing {

inline contract::Field field(const char* id, contract::FieldType type, bool required = true) {
  contract::Field made;
  made.id = id;
  made.title = std::string(1, static_cast<char>(id[0] - 'a' + 'A')) + (id + 1);
  made.type = type;
  made.required = required;
  return made;
}

inline contract::Field choice_field() {
  contract::Field made = field("tone", contract::FieldType::kChoice);
  made.choices = {{"warm", "Warm", "Like a bath."}, {"cold", "Cold tone", ""}};
  return made;
}

}  // namespace back::testing
