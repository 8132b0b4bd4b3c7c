// A secret with the id of the field it belongs to.
#pragma once

#include <string>

#include "secret/secret.hpp"

namespace back::host {

struct NamedSecret {
  std::string field;
  Secret value;
};

}  // namespace back::host
