#include "actions/product.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "support/product_host.hpp"
#include "support/world.hpp"

namespace back::bench {
namespace {

// One account, acted on again and again.
class Worker {
 public:
  Worker(host::Host& host, const Load& load, const std::vector<std::string>& connections,
         int number)
      : host_(host),
        connection_(connections[static_cast<std::size_t>(number % load.organisations)]),
        request_(request_id(number % load.organisations, number / load.organisations)) {
    if (!load.by_email)
      pick(host, connection_, number % load.organisations, number / load.organisations);
  }

  // One action, whose end this thread waits for.
  void act() { ended(host_.run(next())); }

  // Actions one after the other, as long as there are any left; then done, or what went wrong.
  using Done = std::function<void(std::exception_ptr)>;
  void act_on(std::atomic<int>& left, const Done& done) {
    if (left.fetch_sub(1) <= 0) return done(nullptr);
    host_.start(next(), {[this, &left, &done](const host::Ran& ran) {
                  try {
                    ended(ran);
                    act_on(left, done);
                  } catch (...) {
                    done(std::current_exception());
                  }
                }});
  }

 private:
  host::Run next() const {
    host::Run what;
    what.actor = kExpert;
    what.request = request_;
    what.connection = connection_;
    what.action = suspended_ ? "unsuspend" : "suspend";
    what.confirmed = true;
    return what;
  }

  void ended(const host::Ran& ran) {
    if (ran.outcome != "done") throw std::runtime_error("An action ended as " + ran.outcome + ".");
    suspended_ = !suspended_;
  }

  host::Host& host_;
  const std::string connection_;
  const std::string request_;
  bool suspended_ = false;
};

// All workers at once: they are started, and each next action where the end of the last is told.
void act_together(std::vector<Worker>& workers, int actions) {
  std::atomic<int> left = actions;
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t at_work = workers.size();
  std::exception_ptr failure;
  const Worker::Done done = [&](const std::exception_ptr& what) {
    const std::lock_guard lock(mutex);
    if (what) failure = what;
    --at_work;
    changed.notify_all();  // under the lock: without it, they may be gone
  };
  for (auto& worker : workers) worker.act_on(left, done);
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return at_work == 0; });
  if (failure) std::rethrow_exception(failure);
}

// The same with a thread for each worker, which waits for the end of each action.
void act_waiting(std::vector<Worker>& workers, int actions) {
  std::atomic<int> left = actions;
  std::vector<std::future<void>> threads;
  threads.reserve(workers.size());
  for (Worker& worker : workers)
    threads.push_back(std::async(std::launch::async, [&left, &worker] {
      while (left.fetch_sub(1) > 0) worker.act();
    }));
  for (auto& thread : threads) thread.get();
}

}  // namespace

void run_product(const Load& load, const Measure& measure) {
  const auto host = start_host({load.port, load.ca_file, load.organisations}, load.home);
  const auto connections = connect_all(*host, load.organisations);
  std::vector<Worker> workers;
  for (int i = 0; i < load.in_flight; ++i) workers.emplace_back(*host, load, connections, i);
  const auto act = [&](int actions) {
    return load.waiting ? act_waiting(workers, actions) : act_together(workers, actions);
  };
  act(kWarmUp * load.in_flight);
  measure([&] { act(load.actions); });
}

}  // namespace back::bench
