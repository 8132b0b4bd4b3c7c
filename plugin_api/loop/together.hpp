// Several tasks at once, as one: for reads that do not need each other's answers.
#pragma once

#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "loop/loop.hpp"

namespace back::loop {

// Returns when all have ended. The first failure, or the cancellation of the job at hand, cancels
// the rest; once they have ended too, that failure (or Cancelled) is thrown.
Task<> together(std::vector<Task<>> parts);

namespace detail {

// Tasks under way as one. Each part tells how it ended, by the end of its coroutine.
class Group {
 public:
  Group();
  ~Group();
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

  // [inside a handler] The exception at hand is why the part failed.
  void part_failed();
  void part_ended();
  // Starts the parts and returns when all have ended; see together.
  Task<> run(std::vector<Task<>> parts);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

template <typename T>
Task<> run_part(Task<T> part, std::optional<T>& result, Group& group) {
  try {
    result.emplace(co_await std::move(part));
  } catch (...) {
    group.part_failed();
  }
  group.part_ended();
}

}  // namespace detail

// The same, with the results in the order of the tasks.
template <typename... T>
Task<std::tuple<T...>> together(Task<T>... parts) {
  std::tuple<std::optional<T>...> results;
  detail::Group group;
  std::vector<Task<>> all;
  all.reserve(sizeof...(T));
  std::apply(
      [&](auto&... result) {
        (all.push_back(detail::run_part(std::move(parts), result, group)), ...);
      },
      results);
  co_await group.run(std::move(all));
  co_return std::apply([](auto&... result) { return std::tuple<T...>(std::move(*result)...); },
                       results);
}

}  // namespace back::loop
