#include "loop/shielded.hpp"

#include "loop/here.hpp"
#include "loop/waiter.hpp"

namespace back::loop {
namespace {

struct End {
  bool reached = false;
  std::exception_ptr failure;
  Waiter waiter;
};

Task<> run_to(End& end, Task<> work) {
  try {
    co_await std::move(work);
  } catch (...) {
    end.failure = std::current_exception();
  }
  end.reached = true;
  end.waiter.wake(Wake::called);
}

}  // namespace

Task<> shielded(Task<> work) {
  End end;
  const auto job = spawn_here(run_to(end, std::move(work)));
  if (!end.reached) co_await end.waiter.park_shielded();
  if (end.failure) std::rethrow_exception(end.failure);
}

}  // namespace back::loop
