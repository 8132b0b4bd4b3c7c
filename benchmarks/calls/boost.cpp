#include "calls/boost.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/json/parse.hpp>
#include <latch>
#include <thread>

#include "calls/documents.hpp"

namespace back::bench {
namespace {

namespace asio = boost::asio;

asio::awaitable<void> nothing(boost::json::value context, boost::json::value input,
                              std::latch& left) {
  benchmark::DoNotOptimize(context);
  benchmark::DoNotOptimize(input);
  left.count_down();
  co_return;
}

}  // namespace

void boost_calls(benchmark::State& state) {
  asio::io_context loop(1);
  auto work = asio::make_work_guard(loop);
  std::jthread thread([&loop] { loop.run(); });
  const auto together = state.range(0);
  for (auto _ : state) {
    std::latch left(together);
    std::latch started(1);
    asio::post(loop, [&started] { started.wait(); });
    for (std::int64_t i = 0; i < together; ++i)
      asio::co_spawn(loop, nothing(boost::json::parse(kContext), boost::json::parse(kInput), left),
                     asio::detached);
    started.count_down();
    left.wait();
  }
  state.SetItemsProcessed(state.iterations() * together);
  work.reset();
}

}  // namespace back::bench
