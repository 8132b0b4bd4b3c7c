#include "core/network_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/strict_file.hpp"
#include "core/trusted_path.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "ca_file": {"type": "string", "minLength": 1, "maxLength": 4095},
    "proxy": {"type": "string", "minLength": 1, "maxLength": 300},
    "connect_to": {"type": "array", "maxItems": 64, "items": {"type": "string", "minLength": 1, "maxLength": 600}},
    "allow_private": {"type": "boolean"}
  }
})";

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
  throw Refused("bad_file", printable(path) + ": " + why);
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535;
}

bool is_host(std::string_view text) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  return !text.empty() && text.size() <= 253 &&
         text.find_first_not_of(kAllowed) == std::string_view::npos && text.front() != '-';
}

bool is_address(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']')
    return text.substr(1, text.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") ==
           std::string_view::npos;
  return is_host(text);
}

// "host:port", where host may be an address in brackets.
bool is_authority(std::string_view text) {
  const auto colon = text.rfind(':');
  return colon != std::string_view::npos && is_port(text.substr(colon + 1)) &&
         is_address(text.substr(0, colon));
}

// "host:port:address:port"
bool is_mapping(std::string_view text) {
  const auto first = text.find(':');
  if (first == std::string_view::npos) return false;
  const auto second = text.find(':', first + 1);
  if (second == std::string_view::npos) return false;
  return is_host(text.substr(0, first)) && is_port(text.substr(first + 1, second - first - 1)) &&
         is_authority(text.substr(second + 1));
}

bool is_proxy(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (text.substr(0, scheme.size()) == scheme) return is_authority(text.substr(scheme.size()));
  return false;
}

}  // namespace

NetworkPolicy parse_network(std::string_view text, const std::string& path) {
  const boost::json::object file = parse_strict(text, path, kSchema);
  NetworkPolicy policy;
  policy.ca_file = json::string_at(file, "ca_file").value_or("");
  policy.proxy = json::string_at(file, "proxy").value_or("");
  policy.allow_private = json::bool_at(file, "allow_private").value_or(false);
  if (const auto* entries = json::array_at(file, "connect_to"))
    for (const auto& entry : *entries) policy.connect_to.emplace_back(entry.as_string());
  if (!policy.proxy.empty() && !is_proxy(policy.proxy))
    refuse(path,
           "proxy must be written as http://host:port or https://host:port, without a name or "
           "password.");
  if (!std::all_of(policy.connect_to.begin(), policy.connect_to.end(), is_mapping))
    refuse(path, "each entry of connect_to must be written as host:port:address:port.");
  // A bundle others could write to would let them vouch for any server.
  if (!policy.ca_file.empty()) (void)open_trusted("file of certificates", policy.ca_file);
  return policy;
}

NetworkPolicy read_network_file(const std::string& path) {
  return parse_network(read_trusted_text("network file", path), path);
}

}  // namespace back::host
