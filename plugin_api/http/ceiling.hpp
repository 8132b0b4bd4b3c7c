// How many requests may be in flight to one organisation at once: lowered when the server says that
// there are too many, and raised again step by step.
#pragma once

#include <cstddef>
#include <memory>

#include "http/origin.hpp"
#include "loop/semaphore.hpp"

namespace back::http {

class Ceiling {
 public:
  explicit Ceiling(std::size_t most);

  // That of the organisation behind this host, shared by all its clients in this process; the first
  // of them says how many. [any thread]
  static std::shared_ptr<Ceiling> of(const Origin& origin, std::size_t most);

  loop::Semaphore& permits() { return permits_; }
  std::size_t height() const { return permits_.size(); }
  void too_many();
  void note_success();

 private:
  std::size_t most_;
  loop::Semaphore permits_;
  std::size_t successes_ = 0;  // since it last moved
};

}  // namespace back::http
