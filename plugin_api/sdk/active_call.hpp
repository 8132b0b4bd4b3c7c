// A call under way, from when the loop hears of it to done. Shared by the connection's table and the
// coroutine that runs it. [the loop's thread]
#pragma once

#include <back/plugin.h>

#include <memory>

#include "sdk/call.hpp"
#include "sdk/connection.hpp"
#include "sdk/ended.hpp"

namespace back::sdk {

class OpenConnection;

class ActiveCall : public std::enable_shared_from_this<ActiveCall> {
 public:
  // Decodes the call; throws Failure.
  ActiveCall(std::shared_ptr<OpenConnection> connection, back_call* call,
             loop::Clock::time_point deadline);

  Call& call() { return call_; }

  // Begins the work. To be called once cancel can find this: the host may have asked for it before.
  void begin();
  // Without memory the request is lost; the host's deadline still ends the call.
  void cancel() noexcept;
  void proceed() { call_.proceed(); }

 private:
  static loop::Task<> run(std::shared_ptr<ActiveCall> self);
  loop::Task<Ended> answer();

  std::shared_ptr<OpenConnection> connection_;
  back_call* raw_;
  Call call_;
  std::shared_ptr<loop::Job> job_;
};

}  // namespace back::sdk
