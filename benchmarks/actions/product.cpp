#include "actions/product.hpp"

#include <atomic>
#include <barrier>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "support/measure.hpp"
#include "support/product_host.hpp"
#include "support/world.hpp"

namespace back::bench {
namespace {

// One account, acted on by one thread.
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

  void act() {
    host::Run what;
    what.actor = kExpert;
    what.request = request_;
    what.connection = connection_;
    what.action = suspended_ ? "unsuspend" : "suspend";
    what.confirmed = true;
    const auto ran = host_.run(std::move(what));
    if (ran.outcome != "done") throw std::runtime_error("An action ended as " + ran.outcome + ".");
    suspended_ = !suspended_;
  }

 private:
  host::Host& host_;
  const std::string connection_;
  const std::string request_;
  bool suspended_ = false;
};

}  // namespace

Spent run_product(const Load& load) {
  const auto host = start_host({load.port, load.ca_file, load.organisations}, load.home);
  const auto connections = connect_all(*host, load.organisations);
  std::vector<Worker> workers;
  for (int i = 0; i < load.in_flight; ++i) workers.emplace_back(*host, load, connections, i);

  std::barrier together(load.in_flight + 1);
  std::atomic<int> left = load.actions;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&](Worker& worker) {
    try {
      for (int i = 0; i < kWarmUp; ++i) worker.act();
      together.arrive_and_wait();
      together.arrive_and_wait();
      while (left.fetch_sub(1) > 0) worker.act();
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
      together.arrive_and_drop();
    }
  };
  std::vector<std::thread> threads;
  for (auto& worker : workers) threads.emplace_back(work, std::ref(worker));
  together.arrive_and_wait();
  const double cpu = cpu_us();
  const double wall = wall_us();
  together.arrive_and_wait();
  for (auto& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return {cpu_us() - cpu, wall_us() - wall};
}

}  // namespace back::bench
