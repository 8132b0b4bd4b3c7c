// Large blocks that are used again and again by one library, kept instead of given back: a heap would
// cut them up and join them anew for every request. Of the sizes a request needs there are few.
#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <vector>

namespace back::http {

// Any thread. Blocks are malloc's own, so that free may end them, too.
class BlockPool {
 public:
  BlockPool() = default;
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  ~BlockPool();

  static constexpr std::size_t kSmallest = 1024;     // bytes; smaller ones are cheap as they are
  static constexpr std::size_t kLargest = 40 << 10;  // bytes
  static constexpr std::size_t kMostKept = 2 << 20;  // bytes, of all sizes together

  static bool takes(std::size_t size) { return size >= kSmallest && size <= kLargest; }

  // A block of at least that size, all zeros. Null if there is no memory.
  void* take(std::size_t size);
  // Keeps a block that is all zeros, or frees it.
  void give_back(void* block);

  std::size_t kept() const;  // bytes

 private:
  static constexpr std::size_t kStep = 1024;

  bool keep(void* block, std::size_t steps);

  mutable std::mutex mutex_;
  std::size_t kept_ = 0;
  std::array<std::vector<void*>, kLargest / kStep + 1> blocks_;  // by size in steps
};

}  // namespace back::http
