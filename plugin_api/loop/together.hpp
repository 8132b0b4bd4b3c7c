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

template <typename T>
Task<> keep(Task<T> part, std::optional<T>& result) {
  result.emplace(co_await std::move(part));
}

}  // namespace detail

// The same, with the results in the order of the tasks.
template <typename... T>
Task<std::tuple<T...>> together(Task<T>... parts) {
  std::tuple<std::optional<T>...> results;
  std::vector<Task<>> kept;
  kept.reserve(sizeof...(T));
  std::apply(
      [&](auto&... result) { (kept.push_back(detail::keep(std::move(parts), result)), ...); },
      results);
  co_await together(std::move(kept));
  co_return std::apply([](auto&... result) { return std::tuple<T...>(std::move(*result)...); },
                       results);
}

}  // namespace back::loop
