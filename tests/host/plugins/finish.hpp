// What every fixture plugin needs of back/plugin.h: text, and the end of a call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "back/plugin.h"

inline back_text text(std::string_view s) { return {s.data(), s.size()}; }

inline std::string_view view(back_text t) {
  return t.data == nullptr ? std::string_view() : std::string_view(t.data, t.size);
}

inline void finish(back_call* call, std::int32_t status, std::string_view output,
                   std::string_view person = {}, const back_secret* secrets = nullptr,
                   std::size_t count = 0) {
  back_result result{};
  result.size = sizeof result;
  result.status = status;
  result.output = text(output);
  result.person = text(person);
  result.secrets = secrets;
  result.secret_count = count;
  call->done(call, &result);
}

inline void finish_with_secret(back_call* call) {
  const back_secret secret = {text("link"), text("https://one.time/abc")};
  finish(call, BACK_OK, "{}", "", &secret, 1);
}
