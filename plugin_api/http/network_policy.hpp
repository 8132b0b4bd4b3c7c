// How connections leave this machine. The host alone decides it (the extension back.network/1);
// neither a tenant, a manifest nor the environment has a say, and nothing here can weaken the
// verification of certificates.
#pragma once

#include <back/plugin.h>

#include <optional>
#include <string>
#include <vector>

namespace back::http {

struct NetworkPolicy {
  std::string ca_file;  // PEM bundle to trust instead of the system's; empty: the system's
  std::string proxy;    // "http://host:port" or "https://host:port"; empty: none
  std::vector<std::string> connect_to;  // "host:port:address:port" each
  bool allow_private = false;           // private and loopback addresses may be connected to

  // nullptr (a host without the extension): the defaults above.
  static NetworkPolicy from(const back_network* network);

  // A sentence if this cannot be used: a CA file that is not an absolute path, a proxy of another
  // form ...
  std::optional<std::string> problem() const;
  // ca_file, or the bundle of this system; empty if there is none.
  std::string trusted_ca_file() const;
};

// The sentence with which opening a connection is refused, as long as the environment of this
// process would make libcurl write the keys of its TLS sessions to a file.
std::optional<std::string> environment_problem();

}  // namespace back::http
