// The C entry points, shared by every plugin written with the SDK. Each converts once: C structs to
// C++ values on the way in, values and exceptions to a back_result on the way out. No exception
// passes.
#pragma once

#include <back/plugin.h>

#include <memory>
#include <mutex>
#include <string_view>

#include "sdk/connection.hpp"

namespace back::sdk {

class Contract;

namespace boundary {

// A plugin's manifest with its schemas, compiled when the first connection is opened and shared by
// all.
class LazyContract {
 public:
  constexpr LazyContract(std::string_view manifest, OpenFunction open)
      : manifest_(manifest), open_(open) {}
  std::shared_ptr<const Contract> get();

 private:
  std::string_view manifest_;
  OpenFunction open_;
  std::mutex mutex_;
  std::shared_ptr<const Contract> contract_;
};

std::int32_t open(LazyContract& contract, const back_host* host, back_text configuration,
                  const back_secret* secrets, std::size_t secret_count, void* sink,
                  void(BACK_CALL* failure)(void*, const back_result*),
                  back_connection** out) noexcept;
void BACK_CALL close(back_connection* connection) noexcept;
void BACK_CALL start(back_connection* connection, back_call* call) noexcept;
void BACK_CALL cancel(back_connection* connection, std::uint64_t call_id) noexcept;
void BACK_CALL proceed(back_connection* connection, std::uint64_t call_id) noexcept;

}  // namespace boundary
}  // namespace back::sdk
