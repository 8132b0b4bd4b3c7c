// The bottom layer: HTTP/1.1 over connections that libcurl makes, on the loop's thread, by one engine
// for all clients of the process (decision 18).
//
// Connections are pooled by host name, port and network policy. Clients of different hosts never
// share one, also where the policy leads them to the same address. Clients of the same host - the
// same organisation, connected twice - may share one: HTTP/1.1 answers one request at a time, and
// each request carries its own credential.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/network_policy.hpp"
#include "http/origin.hpp"
#include "http/transport.hpp"

namespace back::http {

struct CurlOptions {
  Origin origin;
  NetworkPolicy network;
  std::string user_agent;
  std::size_t max_body = std::size_t{8} << 20;
  std::size_t max_headers = std::size_t{64} << 10;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds attempt_timeout{60'000};  // of one request, if the deadline is later
};

class CurlConnection;
class CurlEngine;

class CurlTransport : public Transport {
 public:
  // Touches no network. Throws std::runtime_error if this libcurl lacks something that safety
  // needs.
  explicit CurlTransport(CurlOptions options);
  ~CurlTransport() override;

  // Throws NoResponse (cancelled) as soon as the job is cancelled.
  Task<Response> send(Request& request, Scope& scope) override;

 private:
  struct Sending;

  Task<std::unique_ptr<CurlConnection>> connect(const Sending& sending);
  Task<std::optional<Response>> exchange(Sending& sending, CurlConnection& connection);

  const CurlOptions options_;
  const std::string ca_file_;
  const std::shared_ptr<const std::string> way_;  // what makes its connections different
  std::shared_ptr<CurlEngine> engine_;
};

}  // namespace back::http
