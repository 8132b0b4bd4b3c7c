// T10a: through the operator's proxy. T10b: behind a private certificate authority. Both are named in
// the operator's network file and nowhere else.
#include <gmock/gmock.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "connect_proxy.hpp"
#include "core/refused.hpp"
#include "desk.hpp"

namespace back::e2e {
namespace {

using back::support::ConnectProxy;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

class Network : public Desk {
 protected:
  std::string ca_file() const { return (folder_.path() / "ca.pem").string(); }

  // Nothing but the proxy: nobody here could find the organisation by its name, and private
  // addresses are not allowed.
  boost::json::object through(const ConnectProxy& proxy) const {
    return {{"ca_file", ca_file()}, {"proxy", "http://127.0.0.1:" + std::to_string(proxy.port())}};
  }

  // The sentence with which no connection was made; also when the call itself was refused.
  std::string why_not_connected(std::string_view domain = "back-demo") {
    try {
      const auto connected =
          host_->connect("erin", okta_connection(kSuperAdmin, {{"domain", domain}}));
      EXPECT_FALSE(connected.usable);
      return connected.sentence;
    } catch (const host::Refused& refused) {
      return refused.sentence();
    }
  }

  // The sentence with which the network file is refused.
  std::string why_refused(const boost::json::object& network) {
    try {
      restart(network);
    } catch (const host::Refused& refused) {
      return refused.sentence();
    }
    return "";
  }

  std::string write_file(const std::string& name, const std::string& text) const {
    const std::string path = (folder_.path() / name).string();
    std::ofstream(path) << text;
    return path;
  }
};

TEST_F(Network, T10a_ReachesOktaThroughTheProxyAlone) {
  const ConnectProxy proxy(emulator_->port());
  restart(through(proxy));
  connect();
  EXPECT_EQ(view("R-101").view.at("account").at("login"), "dana.reyes@back-demo.example");
  EXPECT_EQ(run("R-101", "suspend").outcome, "done");
  EXPECT_EQ(account("dana.reyes@back-demo.example").status, okta_emulator::Status::suspended);
  EXPECT_FALSE(proxy.heads().empty());
}

TEST_F(Network, T10a_ShowsTheProxyTheNameOfTheOrganisationAndNothingElse) {
  const ConnectProxy proxy(emulator_->port());
  restart(through(proxy));
  connect();
  view("R-101");
  EXPECT_THAT(proxy.heads(), Each(AllOf(::testing::StartsWith("CONNECT back-demo.okta.com:443 "),
                                        Not(HasSubstr("SSWS")), Not(HasSubstr("Authorization")),
                                        Not(HasSubstr("dana")), Not(HasSubstr("back-okta")))));
}

TEST_F(Network, T10a_SaysThatItIsTheProxyThatLetsNobodyThrough) {
  for (const char* answer : {"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
                             "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"}) {
    const ConnectProxy proxy(emulator_->port(), answer);
    restart(through(proxy));
    EXPECT_THAT(why_not_connected(),
                AllOf(HasSubstr("proxy"), HasSubstr(std::string(answer, 9, 3))));
  }
  EXPECT_EQ(requests(), 0u);
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Network, T10a_AProxyThatHasGoneMakesAChangeFailSurelyWithoutSendingIt) {
  auto proxy = std::make_unique<ConnectProxy>(emulator_->port());
  restart(through(*proxy));
  connect();
  view("R-101");
  mark();
  proxy.reset();
  EXPECT_EQ(run_blindly("R-101", "suspend").outcome, "failed");
  EXPECT_EQ(requests(), 0u);
  EXPECT_EQ(account("dana.reyes@back-demo.example").status, okta_emulator::Status::active);
}

TEST_F(Network, T10a_TrustsNobodyMoreBecauseOfTheProxy) {
  okta_emulator::Emulator impostor;  // the same company, vouched for by somebody else
  const ConnectProxy proxy(impostor.port());
  restart(through(proxy));
  EXPECT_THAT(why_not_connected(), HasSubstr("certificate"));
  EXPECT_FALSE(proxy.heads().empty());
  EXPECT_TRUE(impostor.organisation().journal().empty());
}

TEST_F(Network, T10a_NeverAsksAProxyOfTheEnvironment) {
  const ConnectProxy proxy(emulator_->port());
  const std::string address = "http://127.0.0.1:" + std::to_string(proxy.port());
  for (const char* name : {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
    setenv(name, address.c_str(), 1);
  connect();
  view("R-101");
  for (const char* name : {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"}) unsetenv(name);
  EXPECT_TRUE(proxy.heads().empty());
}

TEST_F(Network, T10a_RefusesAProxyThatWouldBeAskedOtherwiseThanByATunnel) {
  for (const char* proxy :
       {"socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://user:password@proxy.example:3128",
        "http://proxy.example", "http://proxy.example:0", "http://proxy.example:3128/path",
        "ftp://proxy.example:21", "http://proxy.example:3128\r\nX: y"}) {
    const std::string why = why_refused({{"ca_file", ca_file()}, {"proxy", proxy}});
    EXPECT_THAT(why, HasSubstr("proxy")) << proxy;
    EXPECT_THAT(why, Not(HasSubstr("password@"))) << "a password must not be repeated";
  }
}

TEST_F(Network, T10b_TrustsTheAuthorityOfTheNetworkFile) {
  connect();
  EXPECT_EQ(view("R-101").view.at("account").at("login"), "dana.reyes@back-demo.example");
}

TEST_F(Network, T10b_WithoutItTheSystemsAuthoritiesDecide) {
  auto network = usual_network();
  network.erase("ca_file");
  restart(network);
  EXPECT_THAT(why_not_connected(), HasSubstr("certificate"));
  EXPECT_EQ(requests(), 0u);
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Network, T10b_TrustsNobodyElse) {
  const okta_emulator::Emulator stranger;
  auto network = usual_network();
  network["ca_file"] = write_file("stranger.pem", stranger.ca_pem());
  restart(network);
  EXPECT_THAT(why_not_connected(), HasSubstr("certificate"));
  EXPECT_EQ(requests(), 0u);
}

TEST_F(Network, T10b_TheAuthorityVouchesForTheNamesItCertifiedOnly) {
  network_ = {"back-other.okta.com:443:127.0.0.1:" + std::to_string(emulator_->port())};
  restart();
  EXPECT_THAT(why_not_connected("back-other"), HasSubstr("certificate"));
  EXPECT_EQ(requests(), 0u);
}

TEST_F(Network, T10b_RefusesAFileThatOthersCouldChangeOrThatIsNone) {
  auto network = usual_network();
  const std::string open = write_file("open.pem", emulator_->ca_pem());
  std::filesystem::permissions(open, std::filesystem::perms::all);
  std::filesystem::create_symlink(ca_file(), folder_.path() / "link.pem");
  for (const std::string& path :
       {open, (folder_.path() / "link.pem").string(), (folder_.path() / "missing.pem").string(),
        folder_.path().string(), std::string("ca.pem")}) {
    network["ca_file"] = path;
    EXPECT_GT(why_refused(network).size(), 20u) << path;
  }
}

TEST_F(Network, T10b_AFileWithoutAnyAuthorityTrustsNobody) {
  auto network = usual_network();
  network["ca_file"] = write_file("empty.pem", "no certificate\n");
  restart(network);
  EXPECT_THAT(why_not_connected(), HasSubstr("trust"));
  EXPECT_EQ(requests(), 0u);
}

}  // namespace
}  // namespace back::e2e
