#include "secret/secret.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace back {

void wipe(void* memory, std::size_t size) noexcept {
  if (size == 0) return;
#if defined(__GNUC__)
  std::memset(memory, 0, size);
  __asm__ __volatile__("" : : "r"(memory) : "memory");  // somebody might read it, for all we know
#else
  volatile unsigned char* byte = static_cast<unsigned char*>(memory);
  while (size-- > 0) *byte++ = 0;
#endif
}

Secret::Secret(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) size_ += text.size();
  bytes_ = std::make_unique<char[]>(size_ + 1);
  char* end = bytes_.get();
  for (const std::string_view text : texts) end = std::copy(text.begin(), text.end(), end);
}

Secret::Secret(Secret&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

Secret::~Secret() {
  if (bytes_) wipe(bytes_.get(), size_);
}

}  // namespace back
