// A REST client for one organisation at one host: the layers, assembled. The order is stated once,
// in client.cpp:
//   retry -> rate limit -> authorise -> log -> curl
// Everything runs on the loop's thread; a client may be built on any thread while somebody holds
// the loop, and ends on the loop's thread, or on another once no send is under way.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "http/credential.hpp"
#include "http/log.hpp"
#include "http/network_policy.hpp"
#include "http/origin.hpp"
#include "http/rate_limit.hpp"
#include "http/retry.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"

namespace back::http {

struct ClientOptions {
  Origin origin;
  std::string service = "The service";  // the vendor's name, in sentences
  // "back-lamp/1.0.0"; the correlation id of the call is appended as a comment
  std::string user_agent;
  std::unique_ptr<Authoriser> authoriser;  // none: requests go without a credential
  NetworkPolicy network;
  LogOptions log;
  RetryOptions retry;
  RateOptions rate;  // also the ceiling of requests in flight
  std::size_t max_body = std::size_t{8} << 20;
  std::size_t max_headers = std::size_t{64} << 10;
  // Of one request on the wire, if the deadline is later: leaves time to read back what became of
  // it.
  std::chrono::milliseconds attempt_timeout{60'000};
};

class Client : public Transport {
 public:
  // Touches no network. Throws std::invalid_argument with a sentence if an option is unusable.
  explicit Client(ClientOptions options);
  // The same above another transport and another time, for tests.
  Client(ClientOptions options, std::unique_ptr<Transport> bottom, Time& time);
  ~Client() override;

  Task<Response> send(Request& request, Scope& scope) override;
  const Origin& origin() const { return origin_; }

 private:
  Origin origin_;
  std::unique_ptr<Transport> top_;
};

}  // namespace back::http
