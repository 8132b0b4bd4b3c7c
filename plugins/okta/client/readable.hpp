// A read that may fail without stopping the rest: the answer, or a sentence why there is none.
#pragma once

#include "loop/loop.hpp"
#include "okta/rules/situation.hpp"

namespace okta {

// A credential that is no longer accepted, and being cancelled or out of time, concern the whole
// call: these are thrown.
inline bool concerns_the_call(const back::sdk::Failure& failure) {
  return failure.status() == BACK_UNAUTHENTICATED || failure.status() == BACK_CANCELLED ||
         failure.status() == BACK_DEADLINE;
}

template <typename T>
back::loop::Task<Readable<T>> readable(back::loop::Task<T> read) {
  Readable<T> result;
  try {
    result.value.emplace(co_await std::move(read));
  } catch (const back::sdk::Failure& failure) {
    if (concerns_the_call(failure)) throw;
    result.why = failure.person();
  }
  co_return result;
}

}  // namespace okta
