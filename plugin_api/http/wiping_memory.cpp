#include "http/wiping_memory.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "http/block_pool.hpp"
#include "loop/system.hpp"
#include "secret/secret.hpp"

namespace back::http::wiping {
namespace {

// This thread's own; none before it is needed, and none once the thread is ending, when memory may
// still be given back. Plain, because every call looks here.
struct Place {
  BlockPool* pool;
  bool ended;
};
constinit thread_local Place place{nullptr, false};

BlockPool* new_pool() {
  struct Own {
    BlockPool blocks;
    Own() { place.pool = &blocks; }
    ~Own() { place = {nullptr, true}; }
  };
  if (place.ended) return nullptr;
  thread_local Own own;
  return &own.blocks;
}

BlockPool* pool_for(std::size_t size) {
  if (!BlockPool::takes(size)) return nullptr;
  BlockPool* const pool = place.pool;
  return pool != nullptr ? pool : new_pool();
}

}  // namespace

void* allocate(std::size_t size) {
  BlockPool* const blocks = pool_for(size);
  return blocks != nullptr ? blocks->take(size) : std::malloc(size);
}

void release(void* memory) {
  if (memory == nullptr) return;
  const std::size_t size = loop::allocated_size(memory);
  wipe(memory, size);
  BlockPool* const blocks = pool_for(size);
  blocks != nullptr ? blocks->give_back(memory, size) : std::free(memory);
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
  const bool is_small = count <= BlockPool::kLargest && size <= BlockPool::kLargest;
  BlockPool* const blocks = is_small ? pool_for(count * size) : nullptr;
  return blocks != nullptr ? blocks->take(count * size) : std::calloc(count, size);
}

}  // namespace back::http::wiping
