// Through a proxy: what it sees, and what it means when it makes no connection.
#include "connect_proxy.hpp"
#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

using back::support::ConnectProxy;

class CurlProxyTest : public CurlFixture {
 protected:
  // The name of the host has an address nowhere: whoever looked it up here would fail.
  CurlOptions options_through(const ConnectProxy& proxy) const {
    CurlOptions options;
    options.origin.host = "service.example";
    options.network.ca_file = authority_.file();
    options.network.proxy = "http://127.0.0.1:" + std::to_string(proxy.port());
    options.user_agent = "back-test/1";
    return options;
  }
};

TEST_F(CurlProxyTest, ShowsTheProxyTheHostAndNothingElse) {
  RawServer server(authority_, answering([](Peer& peer, const Received& received) {
                     peer.answer(200, received.body);
                   }));
  const ConnectProxy proxy(server.port());
  CurlTransport transport(options_through(proxy));
  Request request = post("{\"canary\":1}");
  request.authorization = std::make_shared<const Secret>("Authorization: SSWS canary");
  request.headers.push_back({"X-Canary", "canary"});
  EXPECT_EQ(send(transport, request).body, "{\"canary\":1}");
  EXPECT_EQ(server.requests()[0].headers.get("Authorization"), "SSWS canary");
  const auto heads = proxy.heads();
  ASSERT_EQ(heads.size(), 1u);
  EXPECT_EQ(heads[0].substr(0, heads[0].find("\r\n")), "CONNECT service.example:443 HTTP/1.1");
  for (const char* word : {"canary", "Authorization", "/api/v1", "back-test"})
    EXPECT_EQ(heads[0].find(word), std::string::npos) << heads[0];
}

TEST_F(CurlProxyTest, KeepsATunnelForTheNextRequest) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  const ConnectProxy proxy(server.port());
  CurlTransport transport(options_through(proxy));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(send(transport, get()).status, 200);
  EXPECT_EQ(proxy.heads().size(), 1u);
  EXPECT_EQ(server.connections(), 1u);
}

TEST_F(CurlProxyTest, TrustsNobodyMoreBecauseOfTheProxy) {
  const TestAuthority stranger;
  RawServer server(stranger, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  const ConnectProxy proxy(server.port());
  CurlTransport transport(options_through(proxy));
  const NoResponse failure = failure_of(transport, post());
  EXPECT_EQ(failure.reason(), Reason::tls);
  EXPECT_FALSE(failure.may_have_arrived());
  EXPECT_TRUE(server.requests().empty());
}

// Of a change it is sure that it was not carried out, whatever a proxy says instead of connecting.
TEST_F(CurlProxyTest, KnowsThatNothingArrivedWhereTheProxyMakesNoConnection) {
  struct Case {
    const char* name;
    std::string answer;
  };
  const Case cases[] = {
      {"forbids it", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"},
      {"wants a login", "HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n"},
      {"fails", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"},
      {"redirects", "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\n\r\n"},
      {"ends inside its headers", "HTTP/1.1 200 OK\r\nVia"},
      {"speaks something else", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
      {"answers in the server's place", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}"},
  };
  for (const Case& c : cases) {
    const ConnectProxy proxy(0, c.answer);
    CurlTransport transport(options_through(proxy));
    const NoResponse failure = failure_of(transport, post());
    EXPECT_FALSE(failure.may_have_arrived())
        << c.name << ": " << name_of(failure.reason()) << ", " << failure.detail();
    EXPECT_NE(failure.sentence().find("was not sent"), std::string::npos) << failure.sentence();
  }
}

TEST_F(CurlProxyTest, KnowsThatNothingArrivedWhereNobodyListens) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor bound(context);
  bound.open(boost::asio::ip::tcp::v4());
  bound.bind({boost::asio::ip::address_v4::loopback(), 0});  // but not listening
  CurlOptions options;
  options.origin.host = "service.example";
  options.network.ca_file = authority_.file();
  options.network.proxy = "http://127.0.0.1:" + std::to_string(bound.local_endpoint().port());
  options.user_agent = "back-test/1";
  CurlTransport transport(options);
  const NoResponse failure = failure_of(transport, post());
  EXPECT_EQ(failure.reason(), Reason::connect);
  EXPECT_FALSE(failure.may_have_arrived());
}

}  // namespace
}  // namespace back::http
