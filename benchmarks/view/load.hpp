// How often the view of a person in many groups is to be read, and from where.
#pragma once

#include <cstdint>
#include <string>

namespace back::bench {

struct ViewLoad {
  std::uint16_t port = 0;
  std::string ca_file;
  int views = 0;  // once everything is warm
};

struct Spent {
  double cpu_us = 0;   // of this process, for all views
  double wall_us = 0;  // by the clock
};

inline constexpr int kWarmViews = 3;

// Product: through host, ABI, plugin and TLS and back. Baseline: the same requests in a plain
// curl_multi_poll loop, all that need no other's answer at once, the bodies parsed by Boost.JSON and
// nothing else done.
Spent product_views(const ViewLoad& load);
Spent raw_views(const ViewLoad& load);

}  // namespace back::bench
