// The host that a client talks to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace back::http {

// Where all requests of a client go, and the only place its next pages may come from.
struct Origin {
  std::string host;  // lower case
  std::uint16_t port = 443;
  // A sentence if host is not a DNS name in lower-case letters, digits and hyphens (no address, no
  // user, no path).
  std::optional<std::string> problem() const;
};

}  // namespace back::http
