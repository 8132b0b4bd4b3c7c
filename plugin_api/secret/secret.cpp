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

Secret::Secret(std::string_view prefix, std::string_view text)
    : bytes_(std::make_unique<char[]>(prefix.size() + text.size() + 1)),
      size_(prefix.size() + text.size()) {
  char* const after_prefix = std::copy(prefix.begin(), prefix.end(), bytes_.get());
  std::copy(text.begin(), text.end(), after_prefix);
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
