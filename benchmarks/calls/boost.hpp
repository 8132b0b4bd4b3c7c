// What the parts of the SDK's calls cost without it.
#pragma once

#include <benchmark/benchmark.h>

namespace back::bench {

// As many times as the argument says: the same two documents read by Boost.JSON, checked by nobody,
// and a coroutine begun on the thread of an io_context, which is busy until the last has been.
void boost_calls(benchmark::State& state);

}  // namespace back::bench
