// The server over real TLS on a loopback port of its own choice.
#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "https_client.hpp"
#include "okta_emulator/emulator.hpp"

namespace emulator_test {
namespace {

namespace json = boost::json;
using okta_emulator::Emulator;
using okta_emulator::EmulatorOptions;

const std::string kToken = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
const std::string kHost = "https://back-demo.okta.com";
const std::string kDana = kHost + "/api/v1/users/dana.reyes@back-demo.example";

class ServerTest : public testing::Test {
 protected:
  void fault(std::string_view text) {
    emulator_.organisation().add_fault(okta_emulator::parse_fault(json::parse(text)));
  }
  okta_emulator::Status dana() {
    return emulator_.organisation().user("dana.reyes@back-demo.example")->status;
  }

  Emulator emulator_;
  HttpsClient client_{emulator_.ca_pem(), emulator_.port()};
};

TEST_F(ServerTest, AnswersUnderTheOrganisationsNameLocalhostAndTheAddress) {
  for (const std::string& host :
       std::vector<std::string>{kHost, "https://localhost", "https://127.0.0.1"}) {
    const Received answer = client_.send("GET", host + "/.well-known/okta-organization");
    EXPECT_EQ(answer.curl_code, CURLE_OK) << host;
    EXPECT_EQ(answer.status, 200) << host;
  }
}

TEST_F(ServerTest, IsNotTrustedUnderAnotherNameNorWithAnotherCa) {
  EXPECT_EQ(client_.send("GET", "https://evil.okta.com/").curl_code,
            CURLE_PEER_FAILED_VERIFICATION);
  const okta_emulator::Authority other;
  HttpsClient stranger(other.certificate_pem(), emulator_.port());
  EXPECT_EQ(stranger.send("GET", kHost + "/").curl_code, CURLE_PEER_FAILED_VERIFICATION);
}

// TLS 1.<minor> and nothing newer, as CURLOPT_SSLVERSION has it: the most allowed stands in the
// upper half.
long only_up_to(int minor) {
  constexpr long kTls10 = CURL_SSLVERSION_TLSv1_0;
  const long version = kTls10 + minor;
  return version | (version << 16);
}

TEST_F(ServerTest, SpeaksTls12And13AndNothingOlder) {
  for (const long version : {only_up_to(2), long{CURL_SSLVERSION_TLSv1_3}}) {
    HttpsClient client(emulator_.ca_pem(), emulator_.port());
    client.tls_version = version;
    EXPECT_EQ(client.send("GET", kHost + "/.well-known/okta-organization").status, 200);
  }
  HttpsClient old(emulator_.ca_pem(), emulator_.port());
  old.tls_version = only_up_to(1);
  EXPECT_EQ(old.send("GET", kHost + "/").curl_code, CURLE_SSL_CONNECT_ERROR);
}

TEST_F(ServerTest, KeepsOneConnectionForManyRequests) {
  for (int i = 0; i < 20; ++i) {
    const Received answer = client_.send("GET", kDana, kToken);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.new_connections, i == 0 ? 1 : 0);
  }
}

TEST_F(ServerTest, CarriesTheHeadersOfARecordedAnswer) {
  const Received answer = client_.send("GET", kDana, kToken);
  for (const char* name :
       {"date", "content-type", "etag", "x-okta-request-id", "x-rate-limit-limit",
        "x-rate-limit-remaining", "x-rate-limit-reset", "cache-control"}) {
    EXPECT_NE(answer.header(name), "") << name;
  }
  EXPECT_EQ(answer.header("content-type"), "application/json");
}

TEST_F(ServerTest, EmptyAnswersSaySo) {
  const Received answer = client_.send("DELETE", kDana + "/sessions", kToken);
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("content-length"), "0");
}

TEST_F(ServerTest, TakesAPostWithAnEmptyBodyAndStopsOneWithoutLength) {
  EXPECT_EQ(client_.post_without_length(kDana + "/lifecycle/suspend", kToken).status, 411);
  EXPECT_EQ(dana(), okta_emulator::Status::active);
  EXPECT_EQ(client_.send("POST", kDana + "/lifecycle/suspend", kToken).status, 200);
  EXPECT_EQ(dana(), okta_emulator::Status::suspended);
}

TEST_F(ServerTest, WritesDownTheRawPath) {
  client_.send("GET", kHost + "/api/v1/users/..%2f../x?a=%20b", kToken);
  client_.send("GET", kHost + "/api/v1/users/../groups", kToken);
  const auto journal = emulator_.organisation().journal();
  EXPECT_EQ(journal.at(0).target, "/api/v1/users/..%2f../x?a=%20b");
  EXPECT_EQ(journal.at(1).target, "/api/v1/users/../groups");
}

TEST_F(ServerTest, ClosesBeforeOrAfterApplyingAndServesOn) {
  fault(R"({"method":"POST","path":"**suspend","effect":"close_before"})");
  fault(R"({"method":"POST","path":"**suspend","effect":"close_after"})");
  EXPECT_NE(client_.send("POST", kDana + "/lifecycle/suspend", kToken).curl_code, CURLE_OK);
  EXPECT_EQ(dana(), okta_emulator::Status::active);
  EXPECT_NE(client_.send("POST", kDana + "/lifecycle/suspend", kToken).curl_code, CURLE_OK);
  EXPECT_EQ(dana(), okta_emulator::Status::suspended);
  EXPECT_EQ(client_.send("GET", kDana, kToken).status, 200);
}

TEST_F(ServerTest, DelaysAnAnswerWithoutHoldingOthersUp) {
  fault(R"({"path":"**me","delay_ms":400})");
  const auto start = std::chrono::steady_clock::now();
  std::chrono::steady_clock::duration slow{};
  std::thread waiting([&] {
    HttpsClient other(emulator_.ca_pem(), emulator_.port());
    EXPECT_EQ(other.send("GET", kHost + "/api/v1/users/me", kToken).status, 200);
    slow = std::chrono::steady_clock::now() - start;
  });
  while (emulator_.organisation().journal().empty()) std::this_thread::yield();
  EXPECT_EQ(client_.send("GET", kDana, kToken).status, 200);
  const auto quick = std::chrono::steady_clock::now() - start;
  waiting.join();
  EXPECT_GE(slow, std::chrono::milliseconds(400));
  EXPECT_LT(quick, slow);
}

TEST_F(ServerTest, ControlsItselfOnAnotherPort) {
  HttpsClient control(emulator_.ca_pem(), emulator_.control_port());
  EXPECT_EQ(
      control.send("POST", "https://localhost/faults", "", R"({"effect":"answer","status":502})")
          .status,
      201);
  EXPECT_EQ(client_.send("GET", kDana, kToken).status, 502);
  EXPECT_EQ(client_.send("GET", kDana, kToken).status, 200);
  const Received journal = control.send("GET", "https://localhost/journal");
  EXPECT_EQ(json::parse(journal.body).as_array().size(), 2U);
  EXPECT_EQ(journal.body.find(kToken), std::string::npos);
}

TEST(Servers, TellSeveralOrganisationsApartByHost) {
  EmulatorOptions options;
  for (const char* name : {"first-co", "second-co"}) {
    options.seeds.push_back(
        json::value{{"organisation", {{"subdomain", name}, {"company", name}}}});
  }
  Emulator emulator(std::move(options));
  HttpsClient client(emulator.ca_pem(), emulator.port());
  std::set<std::string> ids;
  for (const char* name : {"first-co", "second-co"}) {
    const Received answer = client.send(
        "GET", "https://" + std::string(name) + ".okta.com/.well-known/okta-organization");
    EXPECT_THAT(answer.body, testing::HasSubstr(std::string(name) + ".okta.com"));
  }
  EXPECT_EQ(emulator.organisation("second-co").journal().size(), 1U);
  EXPECT_THROW(emulator.organisation("third"), std::out_of_range);
}

TEST(Servers, ASecondOneOnTheSamePortSaysThatItIsTaken) {
  const okta_emulator::Authority authority;
  const auto identity = authority.issue({"localhost"});
  const auto handler = [](const okta_emulator::Request&) { return okta_emulator::Answer{}; };
  const okta_emulator::Server first(handler, identity);
  try {
    const okta_emulator::Server second(handler, identity, first.port());
    FAIL() << "the port was given twice";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(std::to_string(first.port())));
  }
}

TEST(Servers, AHandlerThatThrowsIsAnsweredWith500) {
  const okta_emulator::Authority authority;
  const okta_emulator::Server server(
      [](const okta_emulator::Request&) -> okta_emulator::Answer {
        throw std::runtime_error("broken on purpose");
      },
      authority.issue({"localhost"}));
  HttpsClient client(authority.certificate_pem(), server.port());
  EXPECT_EQ(client.send("GET", "https://localhost/").status, 500);
}

TEST(Servers, StopTwiceWithConnectionsOpen) {
  auto emulator = std::make_unique<Emulator>();
  HttpsClient client(emulator->ca_pem(), emulator->port());
  EXPECT_EQ(client.send("GET", kDana, kToken).status, 200);
  emulator->stop();
  emulator->stop();
  EXPECT_NE(client.send("GET", kDana, kToken).curl_code, CURLE_OK);
}

}  // namespace
}  // namespace emulator_test
