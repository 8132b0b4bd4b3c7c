// The layers together: their order, what is logged, and that the credential stays where it belongs.
#include "http/client.hpp"

#include <gtest/gtest.h>

#include "http/testing/fakes.hpp"
#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

class ClientTest : public CurlFixture {
 protected:
  ClientOptions options() {
    ClientOptions options;
    options.origin.host = "service.example";
    options.service = "Vendor";
    options.user_agent = "back-test/1";
    options.authoriser = std::make_unique<StaticHeader>("SSWS", Secret("canary-token"));
    options.log.sink = [this](const LogEntry& entry) { log_.push_back(entry); };
    options.log.request_id_header = "X-Request-Id";
    options.log.logged_queries = {"limit"};
    return options;
  }

  std::vector<LogEntry> log_;
};

TEST_F(ClientTest, StacksItsLayersSoThatEachAttemptIsAuthorisedAndLogged) {
  FakeTransport bottom;
  FakeClock clock;
  bottom.then(429, "", {{"Retry-After", "1"}})
      .then(503)
      .then(NoResponse(Reason::lost, true, "Lost."))
      .then(200, "body", {{"X-Request-Id", "r7"}});
  Client client(options(), std::make_unique<Borrowed>(bottom), clock);
  Request request = get();
  request.query = Query{{"limit", "5"}, {"q", "ann@example.com"}};
  Scope scope;
  scope.correlation = "c1";
  const Response response = run(*loop_, client.send(request, scope));
  EXPECT_EQ(response.status, 200);
  ASSERT_EQ(bottom.requests.size(), 4u);
  for (const Request& sent : bottom.requests) {
    ASSERT_TRUE(sent.authorization);
    EXPECT_EQ(sent.authorization->reveal(), "Authorization: SSWS canary-token");
  }
  ASSERT_EQ(log_.size(), 4u);
  EXPECT_EQ(log_[0].status, 429);
  EXPECT_EQ(log_[1].status, 503);
  EXPECT_EQ(log_[2].status, std::nullopt);
  EXPECT_EQ(log_[2].reason, Reason::lost);
  EXPECT_EQ(log_[3].status, 200);
  EXPECT_EQ(log_[3].request_id, "r7");
  for (const LogEntry& entry : log_) {
    EXPECT_EQ(entry.target, "/api/v1/users?limit=5&q=...");
    EXPECT_EQ(entry.correlation, "c1");
    EXPECT_EQ(entry.method, Method::get);
  }
}

TEST_F(ClientTest, SendsWithoutTheCredentialWhereARequestSaysSo) {
  FakeTransport bottom;
  FakeClock clock;
  bottom.then(200);
  Client client(options(), std::make_unique<Borrowed>(bottom), clock);
  Request request = get();
  request.with_credential = false;
  send(client, request);
  EXPECT_EQ(bottom.requests[0].authorization, nullptr);
}

TEST_F(ClientTest, LogsNoRequestIdThatIsNone) {
  FakeTransport bottom;
  FakeClock clock;
  bottom.then(200, "", {{"X-Request-Id", "a b\x1b[31m"}})
      .then(200, "", {{"X-Request-Id", std::string(500, 'a')}});
  Client client(options(), std::make_unique<Borrowed>(bottom), clock);
  send(client, get());
  send(client, get());
  for (const LogEntry& entry : log_) EXPECT_EQ(entry.request_id, "");
}

TEST_F(ClientTest, RefusesOptionsThatCannotWork) {
  FakeClock clock;
  const auto refuses = [&](auto change) {
    ClientOptions bad = options();
    change(bad);
    try {
      Client client(std::move(bad), std::make_unique<FakeTransport>(), clock);
    } catch (const std::invalid_argument& refusal) {
      return std::string(refusal.what()).back() == '.';
    }
    return false;
  };
  EXPECT_TRUE(refuses([](ClientOptions& o) { o.origin.host = "evil.example/x"; }));
  EXPECT_TRUE(refuses([](ClientOptions& o) { o.user_agent = "a\r\nb"; }));
  EXPECT_TRUE(refuses([](ClientOptions& o) { o.user_agent = ""; }));
  EXPECT_FALSE(refuses([](ClientOptions&) {}));
  ClientOptions relative = options();
  relative.network.ca_file = "ca.pem";
  EXPECT_THROW(Client client(std::move(relative)), std::invalid_argument);
}

TEST_F(ClientTest, WorksOverTlsAndShowsTheCredentialToTheServerOnly) {
  RawServer server(authority_, answering([](Peer& peer, const Received& received) {
                     peer.answer(received.target == "/api/v1/echo" ? 200 : 404, "[]",
                                 "X-Request-Id: r1\r\n");
                   }));
  ClientOptions real = options();
  real.network = options_for(server).network;
  Client client(std::move(real));
  EXPECT_EQ(send(client, get("echo")).body, "[]");
  EXPECT_EQ(send(client, get("other")).status, 404);
  EXPECT_EQ(server.requests()[0].headers.get("Authorization"), "SSWS canary-token");
  for (const LogEntry& entry : log_) {
    EXPECT_EQ(entry.target.find("canary"), std::string::npos);
    EXPECT_EQ(entry.request_id, "r1");
  }
}

TEST_F(ClientTest, ReportsEveryCancellationAsNoResponse) {
  std::promise<void> read;
  RawServer server(authority_, [&](Peer& peer) {
    if (!peer.read_request()) return;
    read.set_value();
    peer.wait_for_close();
  });
  ClientOptions real = options();
  real.network = options_for(server).network;
  real.rate.in_flight = 1;
  Client client(std::move(real));
  Scope scope;
  Request request = post();
  Started<Response> sent(*loop_, client.send(request, scope));
  read.get_future().wait();
  Started<Response> waiting(*loop_, client.send(request, scope));
  loop_->drain();
  for (Started<Response>* started : {&waiting, &sent}) {
    started->cancel();
    try {
      started->result();
      ADD_FAILURE();
    } catch (const NoResponse& failure) {
      EXPECT_EQ(failure.reason(), Reason::cancelled);
      EXPECT_EQ(failure.may_have_arrived(), started == &sent);
    }
  }
}

TEST_F(ClientTest, EndsOnTheLoopsThreadToo) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) { peer.answer(200); }));
  ClientOptions real = options();
  real.network = options_for(server).network;
  auto client = std::make_unique<Client>(std::move(real));
  EXPECT_EQ(send(*client, get()).status, 200);
  loop_->post([&] { client.reset(); });
  loop_->drain();
  EXPECT_EQ(client, nullptr);
}

}  // namespace
}  // namespace back::http
