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

// One page of it.
template <typename T>
struct PageOf {
  std::vector<T> items;
  std::string next;  // cursor of the next page, as Okta wrote it; empty: this is the last one
};

}  // namespace okta
