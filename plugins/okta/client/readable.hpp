// A read that may fail without stopping the rest: the answer, or a sentence why there is none.
#pragma once

#include <utility>

#include "loop/loop.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// A credential that is no longer accepted, and being cancelled or out of time, concern the whole
// call: these are thrown.
inline bool concerns_the_call(const back::sdk::Failure& failure) {
  return failure.status() == BACK_UNAUTHENTICATED || failure.status() == BACK_CANCELLED ||
         failure.status() == BACK_DEADLINE;
}

// Of a read that has less time than the call: being late is told like any other failure.
inline bool concerns_the_call_beside(const back::sdk::Failure& failure) {
  return failure.status() != BACK_DEADLINE && concerns_the_call(failure);
}

template <typename T>
back::loop::Task<Readable<T>> readable(
    back::loop::Task<T> read,
    bool (*ends_the_call)(const back::sdk::Failure&) = concerns_the_call) {
  Readable<T> result;
  try {
    result.value.emplace(co_await std::move(read));
  } catch (const back::sdk::Failure& failure) {
    if (ends_the_call(failure)) throw;
    result.why = failure.person();
    result.refused = failure.status() == BACK_FORBIDDEN;
  }
  co_return result;
}

template <typename T>
back::loop::Task<Readable<T>> readable_beside(back::loop::Task<T> read) {
  return readable(std::move(read), concerns_the_call_beside);
}

}  // namespace okta
