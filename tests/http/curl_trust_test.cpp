// Whom the transport trusts, and that the environment has no say in it.
#include <openssl/ssl.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "http/client.hpp"
#include "support/curl_fixture.hpp"

namespace back::http {
namespace {

class CurlTrustTest : public CurlFixture {
 protected:
  static RawServer::Script ok() {
    return answering([](Peer& peer, const Received&) { peer.answer(200); });
  }

  void expect_refused(const RawServer& server, const CurlOptions& options, bool lasting = true) {
    CurlTransport transport(options);
    Request request = post();
    request.authorization = std::make_shared<const Secret>("Authorization: SSWS ", "canary");
    const NoResponse failure = failure_of(transport, request);
    EXPECT_EQ(failure.reason(), Reason::tls) << failure.detail();
    EXPECT_EQ(failure.is_lasting(), lasting);
    EXPECT_FALSE(failure.may_have_arrived());
    EXPECT_TRUE(server.requests().empty());
  }
};

TEST_F(CurlTrustTest, RefusesACertificateOfAnotherAuthority) {
  const TestAuthority other;
  RawServer server(other, ok());
  expect_refused(server, options_for(server));
}

TEST_F(CurlTrustTest, RefusesACertificateForAnotherHost) {
  ServerOptions wrong;
  wrong.hosts = {"other.example", "service.example.evil.example", "*.service.example"};
  RawServer server(authority_, ok(), wrong);
  expect_refused(server, options_for(server));
}

TEST_F(CurlTrustTest, RefusesAnExpiredCertificate) {
  ServerOptions expired;
  expired.valid_seconds = -60;
  RawServer server(authority_, ok(), expired);
  expect_refused(server, options_for(server));
}

TEST_F(CurlTrustTest, RefusesTlsOlderThan12) {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    ServerOptions old;
    old.newest_tls = version;
    RawServer server(authority_, ok(), old);
    expect_refused(server, options_for(server), false);
  }
}

TEST_F(CurlTrustTest, AcceptsTls12) {
  ServerOptions old;
  old.newest_tls = TLS1_2_VERSION;
  RawServer server(authority_, ok(), old);
  CurlTransport transport(options_for(server));
  EXPECT_EQ(send(transport, get()).status, 200);
}

TEST_F(CurlTrustTest, TrustsTheSystemOnlyWhenNoAuthorityIsNamed) {
  RawServer server(authority_, ok());
  CurlOptions options = options_for(server);
  options.network.ca_file.clear();
  expect_refused(server, options);
}

class Environment {
 public:
  ~Environment() {
    for (const std::string& name : names_) unsetenv(name.c_str());
  }
  void set(const std::string& name, const std::string& value) {
    names_.push_back(name);
    setenv(name.c_str(), value.c_str(), 1);
  }

 private:
  std::vector<std::string> names_;
};

TEST_F(CurlTrustTest, IgnoresProxiesNetrcAndAuthoritiesOfTheEnvironment) {
  const TestAuthority other;
  RawServer proxy(other, ok());
  RawServer server(authority_, ok());
  const std::filesystem::path home = std::filesystem::path(testing::TempDir()) / "back-http-home";
  std::filesystem::create_directories(home);
  std::ofstream(home / ".netrc") << "machine service.example login canary password canary\n";
  std::ofstream(home / ".curlrc") << "proxy = 127.0.0.1:" << proxy.port() << "\ninsecure\n";

  Environment environment;
  const std::string address = "http://127.0.0.1:" + std::to_string(proxy.port());
  for (const char* name :
       {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"})
    environment.set(name, address);
  for (const char* name : {"CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"})
    environment.set(name, other.file());
  environment.set("NO_PROXY", "");
  environment.set("HOME", home.string());
  environment.set("CURL_HOME", home.string());
  environment.set("NETRC", (home / ".netrc").string());

  CurlTransport transport(options_for(server));
  EXPECT_EQ(send(transport, get()).status, 200);
  EXPECT_EQ(server.requests().back().headers.get("Authorization"), std::nullopt);
  CurlOptions system = options_for(server);
  system.network.ca_file.clear();
  CurlTransport untrusting(system);
  EXPECT_EQ(failure_of(untrusting, get()).reason(), Reason::tls);
  EXPECT_EQ(proxy.connections(), 0u);
  std::filesystem::remove_all(home);
}

TEST_F(CurlTrustTest, UsesTheProxyOfThePolicyAndKeepsTheCredentialFromIt) {
  // A proxy that cannot be trusted with TLS is as good a witness as any: nothing but a handshake
  // may reach it.
  const TestAuthority other;
  RawServer proxy(other, ok());
  RawServer server(authority_, ok());
  CurlOptions options = options_for(server);
  options.network.proxy = "https://127.0.0.1:" + std::to_string(proxy.port());
  CurlTransport transport(options);
  Request request = get();
  request.authorization = std::make_shared<const Secret>("Authorization: SSWS ", "canary");
  EXPECT_EQ(failure_of(transport, request).reason(), Reason::tls);
  EXPECT_TRUE(proxy.requests().empty());
  EXPECT_EQ(server.connections(), 0u);
}

TEST_F(CurlTrustTest, BuildsNoClientWhileTheEnvironmentWouldLogTlsKeys) {
  const auto build = [&] {
    ClientOptions options;
    options.origin.host = "service.example";
    options.user_agent = "back-test/1";
    options.network.ca_file = authority_.file();
    Client client(std::move(options));
  };
  EXPECT_NO_THROW(build());
  Environment environment;
  environment.set("SSLKEYLOGFILE", testing::TempDir() + "keys");
  EXPECT_TRUE(environment_problem().has_value());
  EXPECT_THROW(build(), std::invalid_argument);
}

}  // namespace
}  // namespace back::http
