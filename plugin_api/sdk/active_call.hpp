// A call under way: from its registration in start to done. Shared by the connection's table and
// the coroutine that runs it, so that cancel and proceed may come at any moment, also when the call
// has just ended.
#pragma once

#include <back/plugin.h>

#include <memory>
#include <mutex>

#include "sdk/call.hpp"
#include "sdk/connection.hpp"
#include "sdk/ended.hpp"

namespace back::sdk {

class OpenConnection;

class ActiveCall : public std::enable_shared_from_this<ActiveCall> {
 public:
  // Decodes the call; throws Failure.
  ActiveCall(std::shared_ptr<OpenConnection> connection, back_call* call);

  std::uint64_t id() const { return id_; }
  Call& call() { return call_; }

  // Begins the work on the loop. Cancels at once if the host had already asked for it.
  void begin(bool cancelled_before);

  // [any thread] Without memory the request is lost; the host's deadline still ends the call.
  void cancel() noexcept;
  void proceed() noexcept;

 private:
  static loop::Task<> run(std::shared_ptr<ActiveCall> self);
  loop::Task<Ended> answer();
  void cancel_job() noexcept;

  std::shared_ptr<OpenConnection> connection_;
  back_call* raw_;
  std::uint64_t id_;
  Call call_;

  std::mutex mutex_;
  std::shared_ptr<loop::Job> job_;
  bool cancelled_ = false;
};

}  // namespace back::sdk
