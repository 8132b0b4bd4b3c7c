// Connections that nobody uses at the moment, kept for the next request to the same host by the
// same way. For the loop's thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "loop/loop.hpp"

namespace back::http {

class CurlConnection;

// Whatever makes two connections different: hosts, ports and network policies in one text, shared
// by all that have it.
using Way = std::shared_ptr<const std::string>;

class CurlPool {
 public:
  static constexpr std::size_t kMostIdle = 248;       // some tens of KB each
  static constexpr std::chrono::seconds kOldest{50};  // servers close after a minute or more

  CurlPool();
  ~CurlPool();
  CurlPool(const CurlPool&) = delete;
  CurlPool& operator=(const CurlPool&) = delete;

  // The one used last that goes this way, or null.
  std::unique_ptr<CurlConnection> take(const Way& way, loop::Clock::time_point now);
  // Of too many the one that has been idle longest is closed.
  void give_back(std::unique_ptr<CurlConnection> connection, loop::Clock::time_point now);
  void clear() { idle_.clear(); }

 private:
  struct Idle {
    loop::Clock::time_point since;
    std::unique_ptr<CurlConnection> connection;
  };

  void drop_old_ones(loop::Clock::time_point now);

  std::vector<Idle> idle_;  // the one given back last comes last
};

}  // namespace back::http
