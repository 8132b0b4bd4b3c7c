// One target as libFuzzer calls it: FUZZ_TARGET names it. A broken promise ends the process, and
// libFuzzer keeps the input.
#include <cstddef>
#include <cstdint>

#include "target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  back::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
