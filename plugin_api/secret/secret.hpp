// A text that nobody may print, copy or compare by accident, and that is overwritten when it ends.
// Whoever needs the bytes says so: reveal().
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace back {

// Overwrites memory in a way that the compiler may not leave out.
void wipe(void* memory, std::size_t size) noexcept;

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view text) : Secret({text}) {}
  // The texts joined, as in a header line, without a copy outside.
  explicit Secret(std::initializer_list<std::string_view> texts);
  Secret(std::string_view prefix, std::string_view text) : Secret({prefix, text}) {}

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }
  // Valid as long as this object, and followed by a NUL.
  std::string_view reveal() const noexcept { return {bytes_ ? bytes_.get() : "", size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

bool operator==(const Secret&, const Secret&) = delete;

}  // namespace back
