#include "loop/together.hpp"

#include "loop/here.hpp"
#include "loop/waiter.hpp"

namespace back::loop {

struct detail::Group::State {
  std::vector<std::shared_ptr<Job>> jobs;
  std::size_t left = 0;
  std::exception_ptr failure;
  Waiter done;

  void cancel_all() {
    for (const auto& job : jobs) job->cancel();
  }
};

namespace detail {

Group::Group() : state_(std::make_unique<State>()) {}
Group::~Group() = default;

void Group::part_failed() {
  if (state_->failure) return;
  state_->failure = std::current_exception();
  state_->cancel_all();
}

void Group::part_ended() {
  if (--state_->left == 0) state_->done.wake(Wake::called);
}

Task<> Group::run(std::vector<Task<>> parts) {
  State& state = *state_;
  state.left = parts.size();
  state.jobs.reserve(parts.size());
  for (Task<>& part : parts) state.jobs.push_back(spawn_here(std::move(part)));
  const Wake how = co_await state.done.park();
  if (how == Wake::cancelled) {
    state.cancel_all();
    if (state.left != 0) co_await state.done.park_shielded();
    throw Cancelled();
  }
  if (state.failure) std::rethrow_exception(state.failure);
}

}  // namespace detail

namespace {

Task<> run_part(Task<> part, detail::Group& group) {
  try {
    co_await std::move(part);
  } catch (...) {
    group.part_failed();
  }
  group.part_ended();
}

}  // namespace

Task<> together(std::vector<Task<>> parts) {
  if (parts.empty()) co_return;
  detail::Group group;
  for (Task<>& part : parts) part = run_part(std::move(part), group);
  co_await group.run(std::move(parts));
}

}  // namespace back::loop
