// One call, as a plugin's author sees it: what is asked, by whom, about whom, and the means to
// report progress and to change something honestly. Lives until the coroutine that answers it ends.
#pragma once

#include <back/plugin.h>

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "contract/context.hpp"
#include "loop/loop.hpp"
#include "sdk/host.hpp"

namespace back::sdk {

// The execute that a settle call is about, and the last note that was kept of it.
struct Interrupted {
  std::string action;
  boost::json::object input;
  std::optional<boost::json::object> note;  // none: nothing was sent
};

class Call {
 public:
  // Decodes it; throws Failure.
  Call(const Host& host, back_call* call, loop::Clock::time_point deadline);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  std::int32_t kind() const { return call_->kind; }
  std::string_view name() const { return view(call_->name); }
  const boost::json::object& input() const { return input_; }
  const contract::Context& context() const { return context_; }
  std::string_view correlation() const { return view(call_->correlation); }
  bool interactive() const { return call_->priority == BACK_INTERACTIVE; }
  // loop::Clock::time_point::max() if there is none.
  loop::Clock::time_point deadline() const { return deadline_; }
  const Host& host() const { return host_; }

  // Of a settle call; throws Failure if its input has another shape.
  Interrupted interrupted() const;

  // fraction: 0..1, or negative if unknown.
  void progress(std::string_view sentence, double fraction = -1);

  // The only way to change something: the note is kept by the host first, then send() - a coroutine
  // function - runs. Throws without sending if the host says stop. Nothing else may send a request
  // that changes something.
  template <typename Send>
  auto change(boost::json::object note, Send send) -> decltype(send()) {
    co_await intent(std::move(note));
    co_return co_await send();
  }

  // The note of the last change that the host let pass; none: nothing was sent.
  const std::optional<boost::json::object>& granted() const { return granted_; }

 private:
  friend class ActiveCall;

  loop::Task<> intent(boost::json::object note);
  // The host says that the note of the intent at hand is durable.
  void proceed();

  Host host_;
  back_call* call_;
  loop::Clock::time_point deadline_;
  boost::json::object input_;
  contract::Context context_;
  std::optional<boost::json::object> granted_;
  std::optional<loop::Event> note_kept_;
};

}  // namespace back::sdk
