// From an author's Integration to the table that a plugin exports:
//
//   constexpr back::sdk::Integration kLamp{lamp::manifest::kId, lamp::manifest::kVersion,
//                                          lamp::manifest::kJson, &lamp::open};
//   const back_plugin* back_plugin_v1(void) { return &back::sdk::kPlugin<kLamp>; }
//
// Everything that C calls lies behind boundary.hpp, where exceptions stop.
#pragma once

#include <back/plugin.h>

#include <string_view>

#include "sdk/boundary.hpp"
#include "sdk/connection.hpp"

namespace back::sdk {

struct Integration {
  std::string_view id;
  std::string_view version;
  std::string_view manifest;  // canonical JSON
  OpenFunction open;
};

template <const Integration& kIntegration>
std::int32_t BACK_CALL open_integration(const back_host* host, back_text configuration,
                                        const back_secret* secrets, std::size_t secret_count,
                                        void* sink,
                                        void(BACK_CALL* failure)(void*, const back_result*),
                                        back_connection** out) noexcept {
  static boundary::LazyContract contract{kIntegration.manifest, kIntegration.open};
  return boundary::open(contract, host, configuration, secrets, secret_count, sink, failure, out);
}

template <const Integration& kIntegration>
inline constexpr back_plugin kPlugin{
    sizeof(back_plugin),
    BACK_MAGIC,
    BACK_ABI_MAJOR,
    BACK_ABI_MINOR,
    0,
    0,
    text(kIntegration.id),
    text(kIntegration.version),
    text(kIntegration.manifest),
    &open_integration<kIntegration>,
    &boundary::close,
    &boundary::start,
    &boundary::cancel,
    &boundary::proceed,
    nullptr,
};

}  // namespace back::sdk
