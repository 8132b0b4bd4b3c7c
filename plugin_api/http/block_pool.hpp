// Memory that one library uses again and again, kept instead of given back: for every request it asks
// for the same few hundred blocks, and a heap would cut them up and join them anew each time.
#pragma once

#include <array>
#include <cstddef>

namespace back::http {

// For one thread. Blocks are malloc's own, so that any thread may free them, too.
class BlockPool {
 public:
  BlockPool() = default;
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;
  ~BlockPool();

  static constexpr std::size_t kLargest = 40 << 10;  // bytes
  static constexpr std::size_t kMostKept = 2 << 20;  // bytes, of all sizes together

  static bool takes(std::size_t size) { return size <= kLargest; }

  // A block of at least that size, all zeros. Null if there is no memory.
  void* take(std::size_t size);
  // Keeps a block that is all zeros, or frees it. size: what malloc says that it has.
  void give_back(void* block, std::size_t size);

  std::size_t kept() const { return kept_; }  // bytes

 private:
  // Blocks of up to 1 KB are kept by steps of 64 bytes, larger ones by steps of 1 KB.
  static constexpr std::size_t kFine = 64;
  static constexpr std::size_t kCoarse = 1024;
  static constexpr std::size_t kFineOnes = kCoarse / kFine;

  static std::size_t class_for(std::size_t size);  // the smallest that has so much
  static std::size_t class_of(std::size_t size);   // the largest that has no more
  static std::size_t bytes_of(std::size_t size_class);

  // A block that is kept; all zeros but for this.
  struct Kept {
    Kept* next;
  };

  std::size_t kept_ = 0;
  std::array<Kept*, kFineOnes + kLargest / kCoarse> blocks_{};  // by class, the last one first
};

}  // namespace back::http
