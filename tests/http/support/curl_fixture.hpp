// What all tests of the transport share: a loop, an authority, and short words for sending.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "http/curl_transport.hpp"
#include "raw_server.hpp"
#include "run.hpp"

namespace back::http {

using namespace std::chrono_literals;
using Reason = NoResponse::Reason;

class CurlFixture : public testing::Test {
 protected:
  CurlOptions options_for(const RawServer& server, std::string host = "service.example") const {
    CurlOptions options;
    options.network.ca_file = authority_.file();
    options.network.allow_private = true;
    options.network.connect_to = {host + ":443:127.0.0.1:" + std::to_string(server.port())};
    options.origin.host = std::move(host);
    options.user_agent = "back-test/1";
    return options;
  }

  static Request get(std::string_view segment = "users") {
    Request request;
    request.path = Path{"api", "v1", segment};
    return request;
  }
  static Request post(std::string body = "{}") {
    Request request = get();
    request.method = Method::post;
    request.body = std::move(body);
    return request;
  }

  Response send(Transport& transport, Request request) {
    Scope scope;
    scope.deadline = Clock::now() + 30s;
    return run(*loop_, transport.send(request, scope));
  }

  NoResponse failure_of(Transport& transport, Request request, Clock::duration limit = 20s) {
    Scope scope;
    scope.deadline = Clock::now() + limit;
    try {
      const Response response = run(*loop_, transport.send(request, scope));
      ADD_FAILURE() << "answered " << response.status;
    } catch (const NoResponse& failure) {
      EXPECT_FALSE(failure.sentence().empty());
      EXPECT_EQ(failure.sentence().back(), '.') << failure.sentence();
      return failure;
    }
    return {Reason::bad_request, false, "no failure"};
  }

  std::shared_ptr<loop::Loop> loop_ = loop::Loop::shared();
  TestAuthority authority_;
};

}  // namespace back::http
