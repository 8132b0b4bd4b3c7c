// Cancelling at every wait: promptly, exactly once, and honest about what may have arrived.
#include <atomic>
#include <future>

#include "loop/together.hpp"
#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

class CurlCancelTest : public CurlFixture {
 protected:
  static NoResponse failure_of_started(Started<Response>& started) {
    try {
      started.result();
    } catch (const NoResponse& failure) {
      return failure;
    }
    return {Reason::bad_request, false, "answered"};
  }
};

TEST_F(CurlCancelTest, EndsARequestThatWaitsForItsAnswer) {
  std::promise<void> read;
  std::promise<void> closed;
  RawServer server(authority_, [&](Peer& peer) {
    if (!peer.read_request()) return;
    read.set_value();
    peer.wait_for_close();
    closed.set_value();
  });
  CurlTransport transport(options_for(server));
  Scope scope;
  Request request = post();
  Started<Response> started(*loop_, transport.send(request, scope));
  read.get_future().wait();
  const Clock::time_point begin = Clock::now();
  started.cancel();
  const NoResponse failure = failure_of_started(started);
  EXPECT_EQ(failure.reason(), Reason::cancelled);
  EXPECT_TRUE(failure.may_have_arrived());
  EXPECT_LT(Clock::now() - begin, 200ms);
  EXPECT_EQ(closed.get_future().wait_for(10s), std::future_status::ready);
}

TEST_F(CurlCancelTest, KnowsThatNothingArrivedWhenCancelledInsideTheHandshake) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor acceptor(context, {boost::asio::ip::address_v4::loopback(), 0});
  CurlOptions options;
  options.origin.host = "service.example";
  options.network.ca_file = authority_.file();
  options.network.allow_private = true;
  options.network.connect_to = {"service.example:443:127.0.0.1:" +
                                std::to_string(acceptor.local_endpoint().port())};
  CurlTransport transport(options);
  Scope scope;
  Request request = post();
  Started<Response> started(*loop_, transport.send(request, scope));
  boost::asio::ip::tcp::socket silent(context);
  acceptor.accept(silent);
  started.cancel();
  const NoResponse failure = failure_of_started(started);
  EXPECT_EQ(failure.reason(), Reason::cancelled);
  EXPECT_FALSE(failure.may_have_arrived());
}

TEST_F(CurlCancelTest, EndsEachOfManyExactlyOnceAndWorksOnAfterwards) {
  RawServer server(authority_, [&](Peer& peer) {
    while (const auto request = peer.read_request()) {
      if (request->target != "/api/v1/quick") return peer.wait_for_close();
      peer.answer(200);
    }
  });
  CurlTransport transport(options_for(server));
  Scope scope;
  Request slow = get("slow");
  std::vector<std::unique_ptr<Started<Response>>> under_way;
  for (int i = 0; i < 300; ++i)
    under_way.push_back(std::make_unique<Started<Response>>(*loop_, transport.send(slow, scope)));
  for (int i = 0; i < 1000 && server.requests().size() < 10; ++i) loop_->drain();
  for (const auto& started : under_way) started->cancel();
  for (const auto& started : under_way) {
    try {
      started->result();
      ADD_FAILURE() << "answered";
    } catch (const NoResponse& failure) {
      EXPECT_EQ(failure.reason(), Reason::cancelled);
    } catch (const loop::Cancelled&) {  // while it waited for a permit
    }
  }
  EXPECT_EQ(send(transport, get("quick")).status, 200);
}

TEST_F(CurlCancelTest, CancelsFromManyThreadsWhileAnswersArrive) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  std::atomic<int> answered{0};
  std::atomic<int> cancelled{0};
  const auto work = [&](int seed) {
    Scope scope;
    Request request = get();
    for (int i = 0; i < 40; ++i) {
      Started<Response> started(*loop_, transport.send(request, scope));
      if ((i + seed) % 2 == 0) started.cancel();
      try {
        started.result();
        ++answered;
      } catch (const NoResponse&) {
        ++cancelled;
      } catch (const loop::Cancelled&) {
        ++cancelled;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered + cancelled, 320);
  EXPECT_GE(answered, 160);
}

Task<> send_and_count(Transport& transport, Request& request, Scope& scope, int& count) {
  const Response response = co_await transport.send(request, scope);
  count += response.ok();
}

TEST_F(CurlCancelTest, SendsTogetherInOneCall) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  Scope scope;
  Request request = get();
  int count = 0;
  std::vector<loop::Task<>> parts;
  for (int i = 0; i < 8; ++i) parts.push_back(send_and_count(transport, request, scope, count));
  const auto all = [](std::vector<loop::Task<>> tasks) -> loop::Task<bool> {
    co_await loop::together(std::move(tasks));
    co_return true;
  };
  EXPECT_TRUE(run(*loop_, all(std::move(parts))));
  EXPECT_EQ(count, 8);
}

}  // namespace
}  // namespace back::http
