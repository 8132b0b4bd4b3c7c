#include "http/address.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

#include "http/network_policy.hpp"
#include "http/origin.hpp"

namespace back::http {
namespace {

TEST(Address, IsPublicOnlyOutsideEverySpecialRange) {
  const char* const not_public[] = {"0.0.0.0",
                                    "0.1.2.3",
                                    "10.0.0.0",
                                    "10.255.255.255",
                                    "100.64.0.0",
                                    "100.100.100.200",
                                    "100.127.255.255",
                                    "127.0.0.1",
                                    "127.255.255.255",
                                    "169.254.0.1",
                                    "169.254.169.254",
                                    "172.16.0.0",
                                    "172.31.255.255",
                                    "192.0.0.192",
                                    "192.0.2.1",
                                    "192.88.99.1",
                                    "192.168.0.1",
                                    "198.18.0.1",
                                    "198.19.255.255",
                                    "198.51.100.7",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "239.255.255.255",
                                    "240.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "::ffff:169.254.169.254",
                                    "::127.0.0.1",
                                    "64:ff9b::10.0.0.1",
                                    "64:ff9b:1::1",
                                    "100::1",
                                    "fc00::1",
                                    "fd00:ec2::254",
                                    "fe80::1",
                                    "feff::1",
                                    "ff02::1",
                                    "2001::1",
                                    "2001:1::1",
                                    "2001:db8::1",
                                    "2002:7f00:1::1"};
  for (const char* text : not_public)
    EXPECT_FALSE(is_public(boost::asio::ip::make_address(text))) << text;
  const char* const public_ones[] = {
      "1.1.1.1",           "9.255.255.255",        "11.0.0.0",         "100.63.255.255",
      "100.128.0.0",       "126.255.255.255",      "128.0.0.0",        "169.253.255.255",
      "169.255.0.0",       "172.15.255.255",       "172.32.0.0",       "192.0.1.1",
      "192.167.255.255",   "192.169.0.0",          "198.17.255.255",   "198.20.0.0",
      "223.255.255.255",   "::ffff:1.1.1.1",       "64:ff9b::1.1.1.1", "2600::1",
      "2a00:1450:4001::1", "2001:4860:4860::8888", "2003::1"};
  for (const char* text : public_ones)
    EXPECT_TRUE(is_public(boost::asio::ip::make_address(text))) << text;
}

TEST(Origin, IsANameOfLowerCaseLabels) {
  for (const char* host :
       {"acme.example", "localhost", "a", "a-b.c1.example", "1a.example", "xn--a.example"})
    EXPECT_EQ((Origin{host, 443}).problem(), std::nullopt) << host;
  for (const std::string& host : {std::string(),
                                  std::string("Acme.example"),
                                  std::string(".acme"),
                                  std::string("acme."),
                                  std::string("a..b"),
                                  std::string("-a.example"),
                                  std::string("a-.example"),
                                  std::string("a_b.example"),
                                  std::string("a b"),
                                  std::string("a.example:1"),
                                  std::string("a@b"),
                                  std::string("a/b"),
                                  std::string("a#b"),
                                  std::string("a?b"),
                                  std::string("a%2e"),
                                  std::string("127.0.0.1"),
                                  std::string("2130706433"),
                                  std::string("0x7f.1"),
                                  std::string("a.0x7f"),
                                  std::string("[::1]"),
                                  std::string("a\n"),
                                  std::string("a\0b", 3),
                                  std::string("\xC3\xA9.example"),
                                  std::string(64, 'a'),
                                  "a" + std::string(126, 'a') + std::string(200, '.')})
    EXPECT_NE((Origin{host, 443}).problem(), std::nullopt) << host;
  EXPECT_NE((Origin{"a.example", 0}).problem(), std::nullopt);
}

back_text text(const char* value) { return {value, std::char_traits<char>::length(value)}; }

TEST(NetworkPolicy, TakesWhatTheHostGives) {
  const back_text map[] = {text("a.example:443:127.0.0.1:8443"), text("b.example:443:[::1]:8443")};
  back_network network = {sizeof(back_network),      1,   text("/ca.pem"),
                          text("http://proxy:3128"), map, 2};
  const NetworkPolicy policy = NetworkPolicy::from(&network);
  EXPECT_TRUE(policy.allow_private);
  EXPECT_EQ(policy.ca_file, "/ca.pem");
  EXPECT_EQ(policy.proxy, "http://proxy:3128");
  EXPECT_EQ(policy.connect_to,
            (std::vector<std::string>{"a.example:443:127.0.0.1:8443", "b.example:443:[::1]:8443"}));
}

TEST(NetworkPolicy, ReadsNoFieldBeyondTheSizeThatTheHostDeclares) {
  const back_text map[] = {text("x")};
  back_network network = {sizeof(back_network),      1,   text("/ca.pem"),
                          text("http://proxy:3128"), map, 1};
  network.size = offsetof(back_network, proxy);
  const NetworkPolicy policy = NetworkPolicy::from(&network);
  EXPECT_TRUE(policy.allow_private);
  EXPECT_EQ(policy.ca_file, "/ca.pem");
  EXPECT_EQ(policy.proxy, "");
  EXPECT_TRUE(policy.connect_to.empty());
  network.size = sizeof network.size;
  EXPECT_FALSE(NetworkPolicy::from(&network).allow_private);
}

TEST(NetworkPolicy, IsStrictWithoutAnExtensionOrWithAnUnknownFlag) {
  EXPECT_FALSE(NetworkPolicy::from(nullptr).allow_private);
  EXPECT_TRUE(NetworkPolicy::from(nullptr).connect_to.empty());
  back_network network = {sizeof(back_network), 2, {}, {}, nullptr, 0};
  EXPECT_FALSE(NetworkPolicy::from(&network).allow_private);
}

TEST(NetworkPolicy, NamesWhatCannotBeUsed) {
  const auto with = [](auto change) {
    NetworkPolicy policy;
    policy.ca_file = "/etc/hostname";  // any file will do
    change(policy);
    return policy.problem().has_value();
  };
  EXPECT_FALSE(with([](NetworkPolicy&) {}));
  EXPECT_TRUE(with([](NetworkPolicy& p) { p.ca_file = "ca.pem"; }));
  EXPECT_TRUE(with([](NetworkPolicy& p) { p.ca_file = "/does/not/exist"; }));
  EXPECT_TRUE(with([](NetworkPolicy& p) { p.ca_file = "/etc"; }));
  for (const char* proxy : {"http://p:1", "https://proxy.example:3128", "http://[::1]:3128"})
    EXPECT_FALSE(with([&](NetworkPolicy& p) { p.proxy = proxy; })) << proxy;
  for (const char* proxy : {"p:1", "socks5://p:1", "http://p", "http://p:0", "http://p:65536",
                            "http://u:x@p:1", "http://p:1/", "http://:1", "http://p:1\n"})
    EXPECT_TRUE(with([&](NetworkPolicy& p) { p.proxy = proxy; })) << proxy;
  for (const char* entry : {"a.example:443:127.0.0.1:1", "a:1:[::1]:2"})
    EXPECT_FALSE(with([&](NetworkPolicy& p) { p.connect_to = {entry}; })) << entry;
  for (const char* entry :
       {"", "a", "a:443", "a:443:b", "a:443:b:", "a:x:b:1", ":443:b:1", "a:443::1", "a b:443:c:1"})
    EXPECT_TRUE(with([&](NetworkPolicy& p) { p.connect_to = {entry}; })) << entry;
}

}  // namespace
}  // namespace back::http
