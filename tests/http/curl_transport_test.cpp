// What goes out and what comes back, on good days.
#include <set>

#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

class CurlTransportTest : public CurlFixture {};

TEST_F(CurlTransportTest, SendsARequestAndReadsItsAnswer) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) {
                     peer.answer(201, R"({"a":1})",
                                 "X-Request-Id: r1\r\nLink: <a>\r\nlink: <b>\r\n");
                   }));
  CurlTransport transport(options_for(server));
  Request request = get();
  request.query.add("filter", "a b&c");
  const Response response = send(transport, request);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, R"({"a":1})");
  EXPECT_FALSE(response.repeated);
  EXPECT_EQ(response.headers.get("x-request-id"), "r1");
  EXPECT_EQ(response.headers.get_all("Link"), (std::vector<std::string_view>{"<a>", "<b>"}));
  ASSERT_EQ(server.requests().size(), 1u);
  const Received received = server.requests().front();
  EXPECT_EQ(received.method, "GET");
  EXPECT_EQ(received.target, "/api/v1/users?filter=a%20b%26c");
  EXPECT_EQ(received.headers.get("Host"), "service.example");
  EXPECT_EQ(received.headers.get("User-Agent"), "back-test/1");
  EXPECT_EQ(received.headers.get("Accept"), "application/json");
  EXPECT_EQ(received.headers.get("Authorization"), std::nullopt);
}

TEST_F(CurlTransportTest, SendsEachMethodWithAndWithoutABodyAlsoOnAReusedConnection) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  struct Case {
    Method method;
    std::string body;
    std::optional<std::string_view> length;
    std::optional<std::string_view> type;
  };
  const Case cases[] = {
      {Method::post, R"({"x":1})", "7", "application/json"},
      {Method::get, "", std::nullopt, std::nullopt},
      {Method::put, "", "0", std::nullopt},
      {Method::delete_, "", std::nullopt, std::nullopt},
      {Method::post, "", "0", std::nullopt},
      {Method::delete_, R"(["a"])", "5", "application/json"},
      {Method::put, "{}", "2", "application/json"},
      {Method::get, "", std::nullopt, std::nullopt},
  };
  for (const Case& c : cases) {
    Request request = get();
    request.method = c.method;
    request.body = c.body;
    EXPECT_EQ(send(transport, request).status, 200);
    const Received received = server.requests().back();
    EXPECT_EQ(received.method, name_of(c.method));
    EXPECT_EQ(received.body, c.body);
    EXPECT_EQ(received.headers.get("Content-Length"), c.length) << received.method << c.body;
    EXPECT_EQ(received.headers.get("Content-Type"), c.type) << received.method << c.body;
    EXPECT_EQ(received.headers.get("Expect"), std::nullopt);
  }
  EXPECT_EQ(server.connections(), 1u);
}

TEST_F(CurlTransportTest, ReusesOneConnectionForRequestsInARow) {
  RawServer server(authority_,
                   answering([](Peer& peer, const Received&) { peer.answer(200, "[]"); }));
  CurlTransport transport(options_for(server));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(send(transport, get()).body, "[]");
  EXPECT_EQ(server.requests().size(), 50u);
  EXPECT_EQ(server.connections(), 1u);
}

TEST_F(CurlTransportTest, PutsTheCredentialOnItsOwnRequestsOnly) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  Request with = get();
  with.authorization = std::make_shared<const Secret>("Authorization: SSWS ", "canary-1");
  send(transport, with);
  send(transport, get());
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[0].headers.get("Authorization"), "SSWS canary-1");
  EXPECT_EQ(requests[1].headers.get("Authorization"), std::nullopt);
}

TEST_F(CurlTransportTest, PutsTheCorrelationIntoTheUserAgentWithoutWhatCouldEndTheHeader) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  Scope scope;
  scope.correlation = "call-7)\r\nX-Injected: (1";
  Request request = get();
  run(*loop_, transport.send(request, scope));
  const Received received = server.requests().back();
  EXPECT_EQ(received.headers.get("User-Agent"), "back-test/1 (call-7X-Injected:1)");
  EXPECT_EQ(received.headers.get("X-Injected"), std::nullopt);
}

TEST_F(CurlTransportTest, RefusesAHeaderThatCouldEndItsLineBeforeAnythingIsSent) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  CurlTransport transport(options_for(server));
  for (const HeaderField& field : std::vector<HeaderField>{{"X-A", "a\r\nX-B: b"},
                                                           {"X-A\r\nX-B", "b"},
                                                           {"X A", "b"},
                                                           {"", "b"},
                                                           {"X-A", std::string("a\0b", 3)}}) {
    Request request = get();
    request.headers = {field};
    const NoResponse failure = failure_of(transport, request);
    EXPECT_EQ(failure.reason(), Reason::bad_request);
    EXPECT_FALSE(failure.may_have_arrived());
  }
  EXPECT_EQ(server.connections(), 0u);
}

TEST_F(CurlTransportTest, ReadsChunkedAnswersAndPassesOverInterimOnes) {
  const std::string answers[] = {
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: "
      "1\r\n\r\n",
      "HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
      "5\r\n\r\nabcde",
      "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
  };
  for (const std::string& answer : answers) {
    RawServer server(authority_, [&](Peer& peer) {
      if (peer.read_request()) peer.send(answer);
    });
    CurlTransport transport(options_for(server));
    const Response response = send(transport, get());
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "abcde") << answer;
    EXPECT_EQ(response.headers.get("X-Early"), std::nullopt);
    EXPECT_EQ(response.headers.get("X-Late"), std::nullopt);
  }
}

TEST_F(CurlTransportTest, AHeaderWithoutAValueIsEmpty) {
  RawServer server(authority_, [](Peer& peer) {
    if (peer.read_request())
      peer.send("HTTP/1.1 200 OK\r\nX-A:\r\nX-B: \r\nX-C:  \t\r\nContent-Length: 0\r\n\r\n");
  });
  CurlTransport transport(options_for(server));
  const Response response = send(transport, get());
  for (const char* name : {"X-A", "X-B", "X-C"}) EXPECT_EQ(response.headers.get(name), "") << name;
}

TEST_F(CurlTransportTest, TreatsEveryStatusAsAValueAndFollowsNoRedirect) {
  RawServer elsewhere(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  const std::string port = std::to_string(elsewhere.port());
  const std::string targets[] = {"https://service.example:" + port + "/x",
                                 "http://127.0.0.1:" + port + "/x",
                                 "//127.0.0.1:" + port,
                                 "/api/v1/other",
                                 "file:///etc/passwd",
                                 "javascript:1"};
  for (const std::string& target : targets) {
    int status = 300;
    RawServer server(authority_, answering([&](Peer& peer, const Received&) {
                       peer.answer(status++, "", "Location: " + target + "\r\n");
                     }));
    CurlTransport transport(options_for(server));
    for (const int expected : {300, 301, 302, 303, 304, 305, 306, 307, 308})
      EXPECT_EQ(send(transport, get()).status, expected);
    EXPECT_EQ(server.requests().size(), 9u);
  }
  EXPECT_TRUE(elsewhere.requests().empty());
  EXPECT_EQ(elsewhere.connections(), 0u);
}

TEST_F(CurlTransportTest, KeepsManyRequestsInFlightApart) {
  RawServer server(authority_, answering([](Peer& peer, const Received& received) {
                     peer.answer(200, received.target);
                   }));
  CurlTransport transport(options_for(server));
  std::vector<Request> requests;
  for (int i = 0; i < 200; ++i) requests.push_back(get("u" + std::to_string(i)));
  Scope scope;
  scope.deadline = Clock::now() + 60s;
  std::vector<std::unique_ptr<Started<Response>>> under_way;
  for (Request& request : requests)
    under_way.push_back(
        std::make_unique<Started<Response>>(*loop_, transport.send(request, scope)));
  for (std::size_t i = 0; i < requests.size(); ++i)
    EXPECT_EQ(under_way[i]->result().body, requests[i].path.text());
  EXPECT_EQ(server.requests().size(), 200u);
  EXPECT_LE(server.connections(), 200u);
}

// Whatever the connect-to map leads to one address.
TEST_F(CurlTransportTest, ClosesNoConnectionOfOneHostForAnotherAtTheSameAddress) {
  constexpr int kHosts = 100;
  ServerOptions all;
  all.hosts.clear();
  for (int i = 0; i < kHosts; ++i) all.hosts.push_back("h" + std::to_string(i) + ".example");
  RawServer server(authority_,
                   answering([](Peer& peer, const Received&) { peer.answer(200, "{}"); }), all);
  std::vector<std::unique_ptr<CurlTransport>> transports;
  for (const auto& host : all.hosts)
    transports.push_back(std::make_unique<CurlTransport>(options_for(server, host)));
  for (int round = 0; round < 2; ++round)
    for (const auto& transport : transports) EXPECT_EQ(send(*transport, get()).status, 200);
  EXPECT_EQ(server.connections(), static_cast<std::size_t>(kHosts));
}

TEST_F(CurlTransportTest, SharesNoConnectionBetweenHostsEvenAtTheSameAddress) {
  ServerOptions both;
  both.hosts = {"one.example", "two.example"};
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }),
                   both);
  CurlTransport one(options_for(server, "one.example"));
  CurlTransport two(options_for(server, "two.example"));
  for (int i = 0; i < 5; ++i) {
    send(one, get());
    send(two, get());
  }
  EXPECT_EQ(server.connections(), 2u);
  for (const Received& received : server.requests())
    EXPECT_EQ(received.headers.get("Host"),
              received.connection == 1 ? "one.example" : "two.example");
}

TEST_F(CurlTransportTest, DropsAConnectionWhoseAnswerIsFollowedByMoreThanWasAsked) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) {
                     peer.send(
                         "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"
                         "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nextra");
                   }));
  CurlTransport transport(options_for(server));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(send(transport, get()).body, "[]");
}

TEST_F(CurlTransportTest, DropsAnIdleConnectionOnWhichTheServerSpeaksUnasked) {
  std::promise<void> dropped;
  RawServer server(authority_, [&](Peer& peer) {
    while (peer.read_request()) {
      peer.answer(200, "[]");
      if (peer.number() > 1) continue;
      peer.answer(200, "extra");
      peer.wait_for_close();
      return dropped.set_value();
    }
  });
  CurlTransport transport(options_for(server));
  EXPECT_EQ(send(transport, get()).body, "[]");
  ASSERT_EQ(dropped.get_future().wait_for(10s), std::future_status::ready);
  EXPECT_EQ(send(transport, post()).body, "[]");
  EXPECT_EQ(server.connections(), 2u);
}

TEST_F(CurlTransportTest, MayBeBuiltAndEndedManyTimes) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  for (int i = 0; i < 10; ++i) {
    CurlTransport transport(options_for(server));
    EXPECT_EQ(send(transport, get()).status, 200);
  }
  EXPECT_EQ(server.connections(), 10u);
}

}  // namespace
}  // namespace back::http
