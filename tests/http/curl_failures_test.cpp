// What the transport says when there is no answer; above all, whether the request may have been
// carried out.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

class CurlFailuresTest : public CurlFixture {};

TEST_F(CurlFailuresTest, KnowsThatARequestDidNotArriveWhereNobodyListens) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor bound(context);
  bound.open(boost::asio::ip::tcp::v4());
  bound.bind(
      {boost::asio::ip::address_v4::loopback(), 0});  // bound, so free of others, but not listening
  CurlOptions options;
  options.origin.host = "service.example";
  options.network.ca_file = authority_.file();
  options.network.allow_private = true;
  options.network.connect_to = {"service.example:443:127.0.0.1:" +
                                std::to_string(bound.local_endpoint().port())};
  CurlTransport transport(options);
  const NoResponse failure = failure_of(transport, post());
  EXPECT_EQ(failure.reason(), Reason::connect);
  EXPECT_FALSE(failure.may_have_arrived());
  EXPECT_FALSE(failure.is_lasting());
}

TEST_F(CurlFailuresTest, RefusesAPrivateAddressUnlessTheHostAllowsIt) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlOptions options = options_for(server);
  options.network.allow_private = false;
  CurlTransport transport(options);
  const NoResponse failure = failure_of(transport, get());
  EXPECT_EQ(failure.reason(), Reason::connect);
  EXPECT_TRUE(failure.is_lasting());
  EXPECT_NE(failure.sentence().find("private network"), std::string::npos);
  EXPECT_FALSE(failure.may_have_arrived());
  EXPECT_EQ(server.connections(), 0u);
}

// The server's part after it has read a whole request, and what the client must make of it.
struct Broken {
  const char* name;
  std::string bytes;
  bool reset;
  Reason reason;
};

const Broken kBroken[] = {
    {"closes without a word", "", false, Reason::lost},
    {"resets without a word", "", true, Reason::lost},
    {"closes inside the status line", "HTTP/1.1 20", false, Reason::lost},
    {"closes inside the headers", "HTTP/1.1 200 OK\r\nContent-Le", false, Reason::lost},
    {"closes inside the headers that follow a hint",
     "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\nX-", false, Reason::lost},
    {"closes inside the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", false,
     Reason::lost},
    {"resets inside the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true,
     Reason::lost},
    {"closes inside a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
     false, Reason::lost},
    {"says nowhere where the body ends", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[]", false,
     Reason::lost},
    {"says that a body which is not chunked ends with the connection",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n[]", false, Reason::lost},
    {"sends a bad chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
     false, Reason::malformed},
    {"sends a trailer that is no header",
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\nnonsense\r\n\r\n", false,
     Reason::malformed},
    {"speaks something else", "SSH-2.0-OpenSSH_9.2\r\n", false, Reason::malformed},
    {"sends noise", std::string("\x00\x01\x02\xff\xfe garbage\n\n", 14), false, Reason::malformed},
    {"sends a strange status", "HTTP/1.1 999999 OK\r\nContent-Length: 0\r\n\r\n", false,
     Reason::malformed},
    {"sends a carriage return inside a header",
     "HTTP/1.1 200 OK\r\nX-A: a\rX-B: b\r\nContent-Length: 2\r\n\r\n{}", false, Reason::malformed},
    {"sends a carriage return inside a header's name",
     "HTTP/1.1 200 OK\r\nX-A\rX-B: b\r\nContent-Length: 2\r\n\r\n{}", false, Reason::malformed},
    {"sends two different lengths",
     "HTTP/1.1 200 OK\r\nContent-Length: x\r\nContent-Length: 3\r\n\r\nabc", false,
     Reason::malformed},
    {"compresses unasked",
     "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", false,
     Reason::malformed},
};

TEST_F(CurlFailuresTest, SaysThatAChangeMayHaveBeenCarriedOutOnceItWasSent) {
  for (const Broken& broken : kBroken) {
    RawServer server(authority_, [&](Peer& peer) {
      if (!peer.read_request()) return;
      peer.send(broken.bytes);
      if (broken.reset) peer.reset();
    });
    CurlTransport transport(options_for(server));
    const NoResponse failure = failure_of(transport, post());
    EXPECT_EQ(name_of(failure.reason()), name_of(broken.reason))
        << broken.name << ": " << failure.detail();
    EXPECT_TRUE(failure.may_have_arrived()) << broken.name;
    EXPECT_EQ(server.requests().size(), 1u) << broken.name;
  }
}

// The first answer is whole; then the server takes one more request on the same connection and
// closes it.
RawServer::Script closes_on_the_second_request() {
  return [](Peer& peer) {
    if (!peer.read_request()) return;
    peer.answer(200);
    if (!peer.read_request()) return;
    if (peer.number() > 1) peer.answer(200);
  };
}

TEST_F(CurlFailuresTest, NeverSendsAChangeAgainWhenAReusedConnectionCloses) {
  RawServer server(authority_, closes_on_the_second_request());
  CurlTransport transport(options_for(server));
  EXPECT_EQ(send(transport, get()).status, 200);
  const NoResponse failure = failure_of(transport, post());
  EXPECT_EQ(failure.reason(), Reason::lost);
  EXPECT_TRUE(failure.may_have_arrived());
  std::size_t posts = 0;
  for (const Received& received : server.requests()) posts += received.method == "POST";
  EXPECT_EQ(posts, 1u);
}

TEST_F(CurlFailuresTest, SendsAReadOrAHarmlessChangeAgainWhenAReusedConnectionCloses) {
  Request harmless = post();
  harmless.resend = Resend::harmless;
  for (const Request& request : {get(), harmless}) {
    RawServer server(authority_, closes_on_the_second_request());
    CurlTransport transport(options_for(server));
    EXPECT_EQ(send(transport, get()).status, 200);
    const Response response = send(transport, request);
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.repeated);
    EXPECT_EQ(server.requests().size(), 3u);
  }
}

TEST_F(CurlFailuresTest, StopsReadingABodyAtItsLimit) {
  for (const char* framing : {"Content-Length: 100000000\r\n\r\n", "Connection: close\r\n\r\n"}) {
    RawServer server(authority_, [&](Peer& peer) {
      if (!peer.read_request()) return;
      peer.send(std::string("HTTP/1.1 200 OK\r\n") + framing);
      for (int i = 0; i < 100; ++i) peer.send(std::string(10'000, 'x'));
    });
    CurlOptions options = options_for(server);
    options.max_body = 100'000;
    CurlTransport transport(options);
    const NoResponse failure = failure_of(transport, get());
    EXPECT_EQ(failure.reason(), Reason::too_large) << framing;
    EXPECT_TRUE(failure.may_have_arrived());
  }
}

TEST_F(CurlFailuresTest, AcceptsABodyOfExactlyTheLimit) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) {
                     peer.answer(200, std::string(100'000, 'x'));
                   }));
  CurlOptions options = options_for(server);
  options.max_body = 100'000;
  CurlTransport transport(options);
  EXPECT_EQ(send(transport, get()).body.size(), 100'000u);
}

TEST_F(CurlFailuresTest, StopsReadingHeadersAndInterimAnswersAtTheirLimit) {
  const std::string floods[] = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 Early Hints\r\n\r\n"};
  for (const std::string& flood : floods) {
    RawServer server(authority_, [&](Peer& peer) {
      if (!peer.read_request()) return;
      peer.send(flood);
      for (int i = 0; i < 3000; ++i)
        peer.send(flood.find("103") == std::string::npos
                      ? "X-Filler: 0123456789012345678901234567890\r\n"
                      : flood);
    });
    CurlTransport transport(options_for(server));
    EXPECT_EQ(failure_of(transport, get()).reason(), Reason::too_large) << flood;
  }
}

TEST_F(CurlFailuresTest, EndsAtTheDeadlineWhereverTheServerStalls) {
  struct Case {
    const char* name;
    RawServer::Script script;
    bool reads;
  };
  const Case cases[] = {
      {"before the answer",
       [](Peer& peer) {
         if (peer.read_request()) peer.wait_for_close();
       },
       true},
      {"inside the answer",
       [](Peer& peer) {
         if (!peer.read_request()) return;
         peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
         peer.wait_for_close();
       },
       true},
  };
  for (const Case& c : cases) {
    RawServer server(authority_, c.script);
    CurlTransport transport(options_for(server));
    const Clock::time_point begin = Clock::now();
    const NoResponse failure = failure_of(transport, post(), 150ms);
    EXPECT_EQ(failure.reason(), Reason::timeout) << c.name;
    EXPECT_EQ(failure.may_have_arrived(), c.reads) << c.name;
    EXPECT_GE(Clock::now() - begin, 149ms);
    EXPECT_LT(Clock::now() - begin, 5s);
  }
}

TEST_F(CurlFailuresTest, KnowsThatNothingArrivedWhenTheDeadlinePassesInsideTheHandshake) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor silent(context, {boost::asio::ip::address_v4::loopback(), 0});
  CurlOptions options;
  options.origin.host = "service.example";
  options.network.ca_file = authority_.file();
  options.network.allow_private = true;
  options.network.connect_to = {"service.example:443:127.0.0.1:" +
                                std::to_string(silent.local_endpoint().port())};
  CurlTransport transport(options);
  const NoResponse failure = failure_of(transport, post(), 150ms);
  EXPECT_EQ(failure.reason(), Reason::timeout);
  EXPECT_FALSE(failure.may_have_arrived());
}

TEST_F(CurlFailuresTest, SendsNothingOnceTheDeadlineHasPassed) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  const NoResponse failure = failure_of(transport, post(), -1ms);
  EXPECT_EQ(failure.reason(), Reason::timeout);
  EXPECT_FALSE(failure.may_have_arrived());
  EXPECT_EQ(server.connections(), 0u);
}

TEST_F(CurlFailuresTest, SaysThatNothingWasSentOfARequestThatIsTooLong) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  Request request = post();
  request.query.add("q", std::string(70'000, 'a'));
  const NoResponse failure = failure_of(transport, request);
  EXPECT_EQ(failure.reason(), Reason::bad_request);
  EXPECT_FALSE(failure.may_have_arrived());
  EXPECT_EQ(server.connections(), 0u);
}

TEST_F(CurlFailuresTest, ReadsAnAnswerThatDripsByteByByte) {
  RawServer server(
      authority_, answering([](Peer& peer, const Received&) {
        for (const char c : std::string("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"))
          peer.send(std::string(1, c));
      }));
  CurlTransport transport(options_for(server));
  EXPECT_EQ(send(transport, get()).body, "abc");
}

}  // namespace
}  // namespace back::http
