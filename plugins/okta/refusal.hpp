// Why something was not accepted, in a sentence for the person who typed or asked for it.
#pragma once

#include <string>

namespace okta {

struct Refusal {
  std::string sentence;
};

}  // namespace okta
