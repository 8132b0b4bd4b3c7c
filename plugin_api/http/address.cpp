#include "http/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace back::http {
namespace {

namespace ip = boost::asio::ip;

struct Range4 {
  std::uint32_t base;
  unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

// RFC 6890 and its successors.
constexpr std::array<Range4, 15> kNotPublic4 = {{
    {v4(0, 0, 0, 0), 8},        // this network
    {v4(10, 0, 0, 0), 8},       // private
    {v4(100, 64, 0, 0), 10},    // shared by carriers; holds a metadata service
    {v4(127, 0, 0, 0), 8},      // this machine
    {v4(169, 254, 0, 0), 16},   // link-local; holds the metadata services
    {v4(172, 16, 0, 0), 12},    // private
    {v4(192, 0, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2, 0), 24},     // documentation
    {v4(192, 88, 99, 0), 24},   // 6to4 relays
    {v4(192, 168, 0, 0), 16},   // private
    {v4(198, 18, 0, 0), 15},    // benchmarks
    {v4(198, 51, 100, 0), 24},  // documentation
    {v4(203, 0, 113, 0), 24},   // documentation
    {v4(224, 0, 0, 0), 4},      // multicast
    {v4(240, 0, 0, 0), 4},      // reserved, broadcast
}};

bool is_public4(std::uint32_t address) {
  return std::none_of(kNotPublic4.begin(), kNotPublic4.end(), [address](const Range4& range) {
    const unsigned shift = 32 - range.bits;
    return (address >> shift) == (range.base >> shift);
  });
}

std::uint32_t v4_at(const ip::address_v6::bytes_type& bytes, std::size_t offset) {
  return v4(bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]);
}

// Only 2000::/3 is routed at all; inside it the documentation range, Teredo and 6to4 are not ours
// to reach.
bool is_public6(const ip::address_v6& address) {
  const auto bytes = address.to_bytes();
  const bool is_nat64 =
      bytes[0] == 0x00 && bytes[1] == 0x64 && bytes[2] == 0xff && bytes[3] == 0x9b &&
      std::all_of(bytes.begin() + 4, bytes.begin() + 12, [](auto b) { return b == 0; });
  if (address.is_v4_mapped() || is_nat64) return is_public4(v4_at(bytes, 12));
  if ((bytes[0] & 0xe0) != 0x20) return false;
  const bool is_documentation =
      bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8;
  const bool is_special = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xfe) == 0x00;
  const bool is_6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
  return !is_documentation && !is_special && !is_6to4;
}

}  // namespace

bool is_public(const ip::address& address) {
  return address.is_v4() ? is_public4(address.to_v4().to_uint()) : is_public6(address.to_v6());
}

}  // namespace back::http
