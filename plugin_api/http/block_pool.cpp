#include "http/block_pool.hpp"

#include <cstdlib>
#include <new>

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
  for (std::size_t size_class = 1; size_class < blocks_.size(); ++size_class)
    while (blocks_[size_class] != nullptr) std::free(take(bytes_of(size_class)));
}

std::size_t BlockPool::class_for(std::size_t size) {
  if (size <= kCoarse) return size == 0 ? 1 : (size + kFine - 1) / kFine;
  return kFineOnes - 1 + (size + kCoarse - 1) / kCoarse;
}

std::size_t BlockPool::class_of(std::size_t size) {
  return size < kCoarse ? size / kFine : kFineOnes - 1 + size / kCoarse;
}

std::size_t BlockPool::bytes_of(std::size_t size_class) {
  return size_class <= kFineOnes ? size_class * kFine : (size_class - kFineOnes + 1) * kCoarse;
}

void* BlockPool::take(std::size_t size) {
  const std::size_t size_class = class_for(size);
  const std::size_t bytes = bytes_of(size_class);
  Kept* const block = blocks_[size_class];
  if (block == nullptr) return std::calloc(1, bytes);
  ASAN_UNPOISON_MEMORY_REGION(block, bytes);
  blocks_[size_class] = block->next;
  block->next = nullptr;
  kept_ -= bytes;
  return block;
}

void BlockPool::give_back(void* block, std::size_t size) {
  const std::size_t size_class = class_of(size);
  const std::size_t bytes = bytes_of(size_class);
  if (size_class == 0 || size_class >= blocks_.size() || kept_ + bytes > kMostKept)
    return std::free(block);
  blocks_[size_class] = new (block) Kept{blocks_[size_class]};
  kept_ += bytes;
  ASAN_POISON_MEMORY_REGION(block, bytes);
}

}  // namespace back::http
