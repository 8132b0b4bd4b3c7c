#include "loop/together.hpp"

#include "loop/here.hpp"
#include "loop/waiter.hpp"

namespace back::loop {
namespace {

struct Group {
  std::vector<std::shared_ptr<Job>> jobs;
  std::size_t left = 0;
  std::exception_ptr failure;
  Waiter done;

  void cancel_all() {
    for (const auto& job : jobs) job->cancel();
  }
};

Task<> run_part(Task<> part, Group& group) {
  try {
    co_await std::move(part);
  } catch (...) {
    if (!group.failure) {
      group.failure = std::current_exception();
      group.cancel_all();
    }
  }
  if (--group.left == 0) group.done.wake(Wake::called);
}

}  // namespace

Task<> together(std::vector<Task<>> parts) {
  if (parts.empty()) co_return;
  Group group;
  group.left = parts.size();
  for (Task<>& part : parts) group.jobs.push_back(spawn_here(run_part(std::move(part), group)));
  const Wake how = co_await group.done.park();
  if (how == Wake::cancelled) {
    group.cancel_all();
    if (group.left != 0) co_await group.done.park_shielded();
    throw Cancelled();
  }
  if (group.failure) std::rethrow_exception(group.failure);
}

}  // namespace back::loop
