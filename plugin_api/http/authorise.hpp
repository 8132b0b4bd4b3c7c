// Adds the credential to requests that want one. Below retry, so that a fresh credential is asked
// for at each attempt.
#pragma once

#include <memory>

#include "http/credential.hpp"
#include "http/transport.hpp"

namespace back::http {

class Authorising : public Transport {
 public:
  Authorising(std::unique_ptr<Transport> next, std::unique_ptr<Authoriser> authoriser);
  Task<Response> send(Request& request, Scope& scope) override;

 private:
  Task<Response> fetch_and_send(Request& request, Scope& scope);

  std::unique_ptr<Transport> next_;
  std::unique_ptr<Authoriser> authoriser_;
};

}  // namespace back::http
