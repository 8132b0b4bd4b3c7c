// Text that crosses the ABI: pointer and length, either side's.
#pragma once

#include <string_view>

#include "back/plugin.h"

namespace back::host {

inline back_text abi_text(std::string_view text) { return {text.data(), text.size()}; }

// A null pointer counts as empty, whatever the length says.
inline std::string_view view_of(back_text text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

}  // namespace back::host
