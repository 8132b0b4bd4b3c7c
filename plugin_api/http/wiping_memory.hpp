// malloc and its family, with one difference: what is given back is overwritten first. For a
// library that copies credentials into buffers of its own.
#pragma once

#include <cstddef>

namespace back::http::wiping {

void* allocate(std::size_t size);
void release(void* memory);
void* reallocate(void* memory, std::size_t size);
char* duplicate(const char* text);
void* allocate_zeroed(std::size_t count, std::size_t size);

}  // namespace back::http::wiping
