#include "http/curl_transport.hpp"

#include <gtest/gtest.h>

#include "support/raw_server.hpp"
#include "support/run.hpp"

namespace back::http {
namespace {

using namespace std::chrono_literals;
using Reason = NoResponse::Reason;

class CurlTransportTest : public testing::Test {
 protected:
  CurlOptions options_for(const RawServer& server) const {
    CurlOptions options;
    options.origin.host = "service.example";
    options.network.ca_file = authority_.file();
    options.network.allow_private = true;
    options.network.connect_to = {"service.example:443:127.0.0.1:" + std::to_string(server.port())};
    options.user_agent = "back-test/1";
    return options;
  }

  static Request get(std::string_view segment) {
    Request request;
    request.path = Path{"api", "v1", segment};
    return request;
  }

  Response send(CurlTransport& transport, const Request& request) {
    Scope scope;
    return run(*loop_, transport.send(request, scope));
  }

  NoResponse failure_of(CurlTransport& transport, const Request& request,
                        Clock::duration limit = 20s) {
    Scope scope;
    scope.deadline = Clock::now() + limit;
    try {
      const Response response = run(*loop_, transport.send(request, scope));
      ADD_FAILURE() << "answered " << response.status;
    } catch (const NoResponse& failure) {
      return failure;
    }
    return {Reason::bad_request, false, "no failure"};
  }

  std::shared_ptr<loop::Loop> loop_ = loop::Loop::shared();
  TestAuthority authority_;
};

TEST_F(CurlTransportTest, SendsARequestAndReadsItsAnswer) {
  RawServer server(authority_, answering([](Peer& peer, const Received&) {
                     peer.answer(201, R"({"a":1})",
                                 "X-Request-Id: r1\r\nLink: <a>\r\nlink: <b>\r\n");
                   }));
  CurlTransport transport(options_for(server));
  Request request = get("users");
  request.query.add("filter", "a b&c");
  const Response response = send(transport, request);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, R"({"a":1})");
  EXPECT_EQ(response.headers.get("x-request-id"), "r1");
  EXPECT_EQ(response.headers.get_all("Link"), (std::vector<std::string_view>{"<a>", "<b>"}));
  ASSERT_EQ(server.requests().size(), 1u);
  const Received received = server.requests().front();
  EXPECT_EQ(received.method, "GET");
  EXPECT_EQ(received.target, "/api/v1/users?filter=a%20b%26c");
  EXPECT_EQ(received.headers.get("Host"), "service.example");
  EXPECT_EQ(received.headers.get("User-Agent"), "back-test/1");
  EXPECT_EQ(received.headers.get("Accept"), "application/json");
}

}  // namespace
}  // namespace back::http
