// A list that was read page by page.
#pragma once

#include <string>
#include <vector>

namespace okta {

template <typename T>
struct Listed {
  std::vector<T> items;
  std::string partial;  // why there may be more; empty if there are not
};

}  // namespace okta
