// Which addresses a plugin may connect to unless the host says otherwise: public ones.
#pragma once

#include <boost/asio/ip/address.hpp>

namespace back::http {

// False for this machine, private, link-local (with the metadata services of clouds), shared,
// multicast, documentation and reserved ranges, also when an IPv4 address is wrapped in an IPv6
// one.
bool is_public(const boost::asio::ip::address& address);

}  // namespace back::http
