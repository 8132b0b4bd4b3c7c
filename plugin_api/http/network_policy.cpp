#include "http/network_policy.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "http/characters.hpp"

namespace back::http {
namespace {

std::string owned(back_text text) {
  return text.size == 0 ? std::string() : std::string(text.data, text.size);
}

// "host:port" with a port of 1 to 65535; the host is not empty and has no character that would mean
// something else.
bool is_host_and_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view port = text.substr(colon + 1);
  unsigned value = 0;
  if (port.empty() || port.size() > 5 || !all_of(port, is_digit)) return false;
  std::from_chars(port.data(), port.data() + port.size(), value);
  const auto fits = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  };
  return value >= 1 && value <= 65535 && all_of(text.substr(0, colon), fits);
}

bool is_proxy(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (text.substr(0, scheme.size()) == scheme)
      return is_host_and_port(text.substr(scheme.size()));
  return false;
}

// "host:port:address:port"; an IPv6 address stands in brackets.
bool is_connect_to(std::string_view text) {
  const std::size_t first = text.find(':');
  if (first == std::string_view::npos) return false;
  const std::size_t second = text.find(':', first + 1);
  return second != std::string_view::npos && is_host_and_port(text.substr(0, second)) &&
         is_host_and_port(text.substr(second + 1));
}

}  // namespace

NetworkPolicy NetworkPolicy::from(const back_network* network) {
  NetworkPolicy policy;
  if (network == nullptr) return policy;
  if (BACK_HAS(network, back_network, allow_private))
    policy.allow_private = network->allow_private == 1;
  if (BACK_HAS(network, back_network, ca_file)) policy.ca_file = owned(network->ca_file);
  if (BACK_HAS(network, back_network, proxy)) policy.proxy = owned(network->proxy);
  if (BACK_HAS(network, back_network, connect_to_count))
    for (std::size_t i = 0; i < network->connect_to_count; ++i)
      policy.connect_to.push_back(owned(network->connect_to[i]));
  return policy;
}

std::optional<std::string> NetworkPolicy::problem() const {
  if (!ca_file.empty() && (ca_file.front() != '/' || ca_file.find('\0') != std::string::npos))
    return "The network policy must name its CA file by an absolute path.";
  std::error_code error;
  const std::string trusted = trusted_ca_file();
  if (trusted.empty())
    return "This system has no bundle of certificate authorities. Install ca-certificates, or name "
           "a "
           "CA file in the network policy.";
  if (!std::filesystem::is_regular_file(trusted, error))
    return "The CA file of the network policy does not exist or is not a file.";
  if (!proxy.empty() && !is_proxy(proxy))
    return "The proxy of the network policy must read http://host:port or https://host:port.";
  for (const std::string& entry : connect_to)
    if (!is_connect_to(entry))
      return "An entry of the connect-to map in the network policy does not read "
             "host:port:address:port.";
  return std::nullopt;
}

std::string NetworkPolicy::trusted_ca_file() const {
  if (!ca_file.empty()) return ca_file;
  static constexpr std::array<const char*, 5> kBundles = {
      "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Alpine
      "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL
      "/etc/pki/tls/certs/ca-bundle.crt",                   // older RHEL
      "/etc/ssl/ca-bundle.pem",                             // openSUSE
      "/etc/ssl/cert.pem",                                  // BSD, macOS
  };
  std::error_code error;
  for (const char* bundle : kBundles)
    if (std::filesystem::is_regular_file(bundle, error)) return bundle;
  return {};
}

std::optional<std::string> environment_problem() {
  if (std::getenv("SSLKEYLOGFILE") == nullptr) return std::nullopt;
  return "The environment variable SSLKEYLOGFILE is set: it would write the keys of all TLS "
         "sessions "
         "to a file. Start the host without it.";
}

}  // namespace back::http
