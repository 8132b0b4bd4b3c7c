#include "http/block_pool.hpp"

#include <cstdlib>
#include <exception>

#include "loop/system.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define BACK_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BACK_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(BACK_ADDRESS_SANITIZER)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) \
  (static_cast<void>(address), static_cast<void>(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) \
  (static_cast<void>(address), static_cast<void>(size))
#endif

namespace back::http {

BlockPool::~BlockPool() {
  for (const auto& list : blocks_)
    for (void* block : list) std::free(block);
}

std::size_t BlockPool::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_;
}

void* BlockPool::take(std::size_t size) {
  const std::size_t steps = (size + kStep - 1) / kStep;
  {
    const std::lock_guard lock(mutex_);
    auto& list = blocks_[steps];
    if (!list.empty()) {
      void* const block = list.back();
      list.pop_back();
      kept_ -= steps * kStep;
      ASAN_UNPOISON_MEMORY_REGION(block, steps * kStep);
      return block;
    }
  }
  return std::calloc(steps, kStep);
}

void BlockPool::give_back(void* block) {
  const std::size_t steps = loop::allocated_size(block) / kStep;
  if (!takes(steps * kStep) || !keep(block, steps)) std::free(block);
}

bool BlockPool::keep(void* block, std::size_t steps) try {
  const std::lock_guard lock(mutex_);
  if (kept_ + steps * kStep > kMostKept) return false;
  blocks_[steps].push_back(block);
  kept_ += steps * kStep;
  ASAN_POISON_MEMORY_REGION(block, steps * kStep);
  return true;
} catch (const std::exception&) {  // no memory: then this block is some
  return false;
}

}  // namespace back::http
