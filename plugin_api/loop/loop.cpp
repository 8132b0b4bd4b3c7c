// The only file that knows io_context, co_spawn and timers. One Asio timer serves all waits: it is
// armed for the earliest and left alone when that one goes away, because arming is what costs.
#include "loop/loop.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <future>
#include <mutex>
#include <utility>

#include "loop/here.hpp"
#include "loop/system.hpp"
#include "loop/waiter.hpp"

namespace back::loop {
namespace {

namespace asio = boost::asio;

class AsioJob;

using JobHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

// What only the loop's thread touches.
struct Core : std::enable_shared_from_this<Core> {
  asio::io_context context{1};
  asio::steady_timer alarm{context};
  Clock::time_point armed_for = kNever;
  Timeline timeline;
  boost::intrusive::list<AsioJob, boost::intrusive::base_hook<JobHook>,
                         boost::intrusive::constant_time_size<false>>
      jobs;
  bool stopping = false;

  Timeline::iterator add_alarm(Clock::time_point when, Waiter* waiter) {
    const auto place = timeline.emplace(when, waiter);
    arm();
    return place;
  }

  void arm() {
    if (timeline.empty() || timeline.begin()->first >= armed_for) return;
    armed_for = timeline.begin()->first;
    alarm.expires_at(armed_for);
    alarm.async_wait([this](boost::system::error_code error) {
      if (!error) ring();
    });
  }

  void ring() {
    armed_for = kNever;
    const Clock::time_point now = Clock::now();
    while (!timeline.empty() && timeline.begin()->first <= now)
      timeline.begin()->second->wake(Wake::late);
    arm();
  }

  void end_if_idle();
};

thread_local Core* here = nullptr;  // the core whose thread this is

// The handlers hold it, so its signal outlives the coroutine.
class AsioJob : public Job, public JobHook, public std::enable_shared_from_this<AsioJob> {
 public:
  explicit AsioJob(std::weak_ptr<Core> core) : core_(std::move(core)) {}

  void cancel() override {
    const auto core = core_.lock();
    if (!core) return;
    asio::post(core->context, [self = shared_from_this()] { self->cancel_here(); });
  }

  void cancel_here() {
    if (under_way_) signal_.emit(asio::cancellation_type::terminal);
  }

  void start(Core& core, Task<> work);

 private:
  void end(Core& core, const std::exception_ptr& failure) noexcept {
    under_way_ = false;
    unlink();
    // An exception here is a defect of the work: it ends the process, because this function is
    // noexcept.
    if (failure) rethrow_unless_cancelled(failure);
    core.end_if_idle();
  }

  static void rethrow_unless_cancelled(const std::exception_ptr& failure) {
    try {
      std::rethrow_exception(failure);
    } catch (const Cancelled&) {
    }
  }

  std::weak_ptr<Core> core_;
  asio::cancellation_signal signal_;
  bool under_way_ = false;
};

// Asio's own way of reporting cancellation is switched off; the waits of this room look at the
// state and say it better.
Task<> run_root(Task<> work) {
  co_await asio::this_coro::throw_if_cancelled(false);
  co_await std::move(work);
}

void AsioJob::start(Core& core, Task<> work) {
  under_way_ = true;
  core.jobs.push_back(*this);
  asio::co_spawn(
      core.context, run_root(std::move(work)),
      asio::bind_cancellation_slot(
          signal_.slot(), [self = shared_from_this(), &core](const std::exception_ptr& failure) {
            self->end(core, failure);
          }));
  if (core.stopping) cancel_here();
}

void Core::end_if_idle() {
  if (stopping && jobs.empty()) alarm.cancel();
}

std::shared_ptr<Job> post_job(const std::shared_ptr<Core>& core, Task<> work) {
  auto job = std::make_shared<AsioJob>(core);
  asio::post(core->context, [core = core.get(), job, work = std::move(work)]() mutable {
    job->start(*core, std::move(work));
  });
  return job;
}

class AsioLoop : public Loop {
 public:
  AsioLoop() : thread_(start_quiet_thread("back-loop", [core = core_.get()] { run(*core); })) {}

  ~AsioLoop() override {
    asio::post(core_->context, [core = core_.get(), work = std::move(work_)]() mutable {
      core->stopping = true;
      for (AsioJob& job : core->jobs) job.cancel_here();
      core->end_if_idle();
      work.reset();
    });
    thread_.join();
  }

  std::shared_ptr<Job> spawn(Task<> work) override { return post_job(core_, std::move(work)); }

  void post(std::function<void()> work) override { asio::post(core_->context, std::move(work)); }

  void drain() override {
    std::promise<void> reached;
    asio::post(core_->context, [&reached] { reached.set_value(); });
    reached.get_future().wait();
  }

  bool is_here() const override { return here == core_.get(); }
  asio::any_io_executor executor() override { return core_->context.get_executor(); }
  asio::io_context& context() override { return core_->context; }

 private:
  static void run(Core& core) noexcept {
    here = &core;
    core.context.run();
  }

  std::shared_ptr<Core> core_ = std::make_shared<Core>();
  asio::executor_work_guard<asio::io_context::executor_type> work_{core_->context.get_executor()};
  std::thread thread_;
};

}  // namespace

std::shared_ptr<Loop> Loop::shared() {
  static std::mutex mutex;
  static std::weak_ptr<Loop> running;
  const std::lock_guard lock(mutex);
  std::shared_ptr<Loop> loop = running.lock();
  if (!loop) {
    loop = std::make_shared<AsioLoop>();
    running = loop;
  }
  return loop;
}

Task<Wake> Waiter::park(Clock::time_point until) {
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    unlink();
    co_return Wake::cancelled;
  }
  Task<Wake> parked = park_now(until);
  const Wake how = co_await std::move(parked);
  co_return how;
}

Task<Wake> Waiter::park_now(Clock::time_point until) {
  const auto begin = [this, until](Handler handler) {
    asio::get_associated_cancellation_slot(handler).assign(
        [this](asio::cancellation_type) { wake(Wake::cancelled); });
    handler_.emplace(std::move(handler));
    if (until != kNever) alarm_ = here->add_alarm(until, this);
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Wake)>(begin,
                                                                         asio::use_awaitable);
}

Task<Wake> Waiter::park_shielded() {
  const auto begin = [this](Handler handler) { handler_.emplace(std::move(handler)); };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Wake)>(begin,
                                                                         asio::use_awaitable);
}

void Waiter::wake(Wake how) {
  unlink();
  if (!handler_) return;
  leave_timeline();
  Handler handler = std::move(*handler_);
  handler_.reset();
  asio::post(here->context,
             [handler = std::move(handler), how]() mutable { std::move(handler)(how); });
}

void Waiter::leave_timeline() {
  if (!alarm_) return;
  here->timeline.erase(*alarm_);
  alarm_.reset();
}

Task<> sleep_until(Clock::time_point when) {
  Waiter waiter;
  const Wake how = co_await waiter.park(when);
  if (how == Wake::cancelled) throw Cancelled();
}

Task<bool> is_cancelled() {
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  co_return state.cancelled() != asio::cancellation_type::none;
}

Task<> throw_if_cancelled() { throw_if_cancelled(co_await kCancellation); }

std::shared_ptr<Job> spawn_here(Task<> work) {
  return post_job(here->shared_from_this(), std::move(work));
}

}  // namespace back::loop
