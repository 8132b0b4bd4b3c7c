// What hides behind back_connection: the author's connection, its loop, and the table of calls
// under way. All that is done for a call is done on the loop's thread, so nothing here is locked.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "loop/loop.hpp"
#include "loop/semaphore.hpp"
#include "sdk/active_call.hpp"
#include "sdk/contract.hpp"
#include "sdk/host.hpp"

namespace back::sdk {

class OpenConnection : public std::enable_shared_from_this<OpenConnection> {
 public:
  OpenConnection(std::shared_ptr<const Contract> contract, const Host& host,
                 std::vector<std::string> teams, std::unique_ptr<Connection> author);

  // [any thread] Each as the function of the same name in back_plugin.
  void start(back_call* call) noexcept;
  void cancel(std::uint64_t call_id) noexcept;
  void proceed(std::uint64_t call_id) noexcept;
  // Ends the author's connection on the loop's thread and waits for it, and for what was posted.
  void close();

  const Host& host() const { return host_; }
  loop::Loop& loop() const { return *loop_; }
  Connection& author() const { return *author_; }
  // [the loop's thread] A call's place among those under way; what has none yet costs little. Each
  // priority has its own, so that nobody waits for work in the background.
  loop::Semaphore& places(loop::Priority priority) {
    return priority == loop::Priority::interactive ? interactive_ : background_;
  }
  // [the loop's thread]
  void forget(std::uint64_t call_id) noexcept { calls_.erase(call_id); }

 private:
  void begin(back_call* call, loop::Clock::time_point deadline) noexcept;
  void admit(back_call* call, loop::Clock::time_point deadline);
  void post_to(std::uint64_t call_id, void (ActiveCall::*what)()) noexcept;

  std::shared_ptr<const Contract> contract_;
  Host host_;
  std::vector<std::string> teams_;
  std::shared_ptr<loop::Loop> loop_ = loop::Loop::shared();
  std::unique_ptr<Connection> author_;
  loop::Semaphore interactive_;
  loop::Semaphore background_;
  std::unordered_map<std::uint64_t, std::shared_ptr<ActiveCall>> calls_;
};

}  // namespace back::sdk
