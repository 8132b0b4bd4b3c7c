// How a request proves who sends it. The credential stays a Secret all the way down to the
// transport.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "http/transport.hpp"
#include "secret/secret.hpp"

namespace back::http {

class Authoriser {
 public:
  virtual ~Authoriser() = default;
  // A whole header line such as "Authorization: SSWS ...". next serves whoever has to fetch a token
  // first.
  virtual Task<std::shared_ptr<const Secret>> header_line(Transport& next, Scope& scope) = 0;
  // The same where nobody has to wait for it; null: ask header_line.
  virtual std::shared_ptr<const Secret> line_at_hand() const { return nullptr; }
  // Whose rate budgets the requests draw on: the same number for the same credential. It stays in
  // this process.
  virtual std::uint64_t account() const { return 0; }
};

// The same line for every request: "Authorization: <scheme> <token>". Throws std::invalid_argument,
// which does not repeat the token, if scheme or token could end the header: only visible ASCII is
// accepted.
class StaticHeader : public Authoriser {
 public:
  StaticHeader(std::string_view scheme, const Secret& token);
  Task<std::shared_ptr<const Secret>> header_line(Transport& next, Scope& scope) override;
  std::shared_ptr<const Secret> line_at_hand() const override { return line_; }
  std::uint64_t account() const override;

 private:
  std::shared_ptr<const Secret> line_;
};

}  // namespace back::http
