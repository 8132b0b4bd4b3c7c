#include "http/wiping_memory.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "http/block_pool.hpp"
#include "loop/system.hpp"
#include "secret/secret.hpp"

namespace back::http::wiping {
namespace {

// For ever: libcurl gives memory back until the process ends.
BlockPool& pool() {
  static BlockPool& pool = *new BlockPool;
  return pool;
}

}  // namespace

void* allocate(std::size_t size) {
  return BlockPool::takes(size) ? pool().take(size) : std::malloc(size);
}

void release(void* memory) {
  if (memory == nullptr) return;
  const std::size_t size = loop::allocated_size(memory);
  wipe(memory, size);
  BlockPool::takes(size) ? pool().give_back(memory) : std::free(memory);
}

// Always moves: realloc would leave the old bytes behind.
void* reallocate(void* memory, std::size_t size) {
  if (memory == nullptr) return allocate(size);
  void* const moved = allocate(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, memory, std::min(size, loop::allocated_size(memory)));
  release(memory);
  return moved;
}

char* duplicate(const char* text) {
  const std::size_t size = std::strlen(text) + 1;
  void* const copy = allocate(size);
  return copy == nullptr ? nullptr : static_cast<char*>(std::memcpy(copy, text, size));
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
  const bool is_pooled =
      count <= BlockPool::kLargest && size <= BlockPool::kLargest && BlockPool::takes(count * size);
  return is_pooled ? pool().take(count * size) : std::calloc(count, size);
}

}  // namespace back::http::wiping
