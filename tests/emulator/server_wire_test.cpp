// Broken, slow and oversized answers as a client sees them over TLS.
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
using namespace std::chrono_literals;

const std::string kToken = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
const std::string kDana = "https://back-demo.okta.com/api/v1/users/dana.reyes@back-demo.example";

class ServerWire : public testing::Test {
 protected:
  void fault(std::string_view text) {
    emulator_.organisation().add_fault(okta_emulator::parse_fault(json::parse(text)));
  }
  Received get() { return client_.send("GET", kDana, kToken); }

  okta_emulator::Emulator emulator_;
  HttpsClient client_{emulator_.ca_pem(), emulator_.port()};
};

// Each on a connection of its own: on one that was used before, libcurl asks again by itself.
TEST_F(ServerWire, BrokenAnswersAreErrorsOfTheTransferAndTheNextOneIsWhole) {
  const std::vector<std::pair<std::string, std::vector<int>>> table = {
      {R"({"cut":"status_line"})",
       {CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_UNSUPPORTED_PROTOCOL}},
      {R"({"cut":"body"})", {CURLE_RECV_ERROR, CURLE_PARTIAL_FILE}},
      {R"({"cut":"body","end":"reset"})", {CURLE_RECV_ERROR, CURLE_PARTIAL_FILE}},
      {R"({"cut_after":0})", {CURLE_RECV_ERROR, CURLE_GOT_NOTHING}},
      {R"({"cut_after":0,"end":"reset"})", {CURLE_RECV_ERROR, CURLE_GOT_NOTHING}},
      {R"({"content_length":100000})", {CURLE_RECV_ERROR, CURLE_PARTIAL_FILE}},
      {R"({"framing":"bad_chunk"})", {CURLE_RECV_ERROR}},
      {R"({"framing":"short_chunk"})", {CURLE_RECV_ERROR, CURLE_PARTIAL_FILE}},
      {R"({"framing":"no_last_chunk"})", {CURLE_RECV_ERROR, CURLE_PARTIAL_FILE}},
      {R"({"effect":"spoil","content":"big_header","size":200000})",
       {CURLE_OUT_OF_MEMORY, CURLE_RECV_ERROR}}};
  for (const auto& [text, codes] : table) {
    fault(text);
    HttpsClient fresh(emulator_.ca_pem(), emulator_.port());
    EXPECT_THAT(codes, testing::Contains(fresh.send("GET", kDana, kToken).curl_code)) << text;
    const Received next = fresh.send("GET", kDana, kToken);
    EXPECT_EQ(next.curl_code, CURLE_OK) << text;
    EXPECT_EQ(json::parse(next.body).at("status").as_string(), "ACTIVE") << text;
  }
}

// libcurl takes such an answer for a whole one without a body.
TEST_F(ServerWire, AnAnswerCutInItsHeadersHasLostSomeOfThemAndItsBody) {
  const std::size_t usual = get().headers.size();
  fault(R"({"cut":"headers"})");
  const Received cut = get();
  EXPECT_EQ(cut.status, 200);
  EXPECT_EQ(cut.body, "");
  EXPECT_LT(cut.headers.size(), usual);
  EXPECT_EQ(cut.header("content-length"), "");
}

TEST_F(ServerWire, UnusualButRightAnswersArrive) {
  const std::string usual = get().body;
  for (const char* text :
       {R"({"framing":"chunked"})", R"({"framing":"until_close"})", R"({"interim":20})",
        R"({"piece":100})", R"({"piece":700,"pause_ms":1})"}) {
    fault(text);
    const Received answer = get();
    EXPECT_EQ(answer.curl_code, CURLE_OK) << text;
    EXPECT_EQ(answer.body.size(), usual.size()) << text;
  }
  EXPECT_EQ(get().curl_code, CURLE_OK);
}

TEST_F(ServerWire, SpoiledAnswersArriveAsTheyAre) {
  fault(R"({"effect":"spoil","content":"captive_portal"})");
  EXPECT_THAT(get().header("content-type"), testing::StartsWith("text/html"));
  fault(R"({"effect":"spoil","content":"big_body","size":3000000})");
  EXPECT_EQ(get().body.size(), 3'000'000U);
  fault(R"({"effect":"spoil","content":"many_headers","size":500})");
  EXPECT_GE(get().headers.size(), 500U);
  fault(R"({"effect":"spoil","content":"empty"})");
  EXPECT_EQ(get().header("content-length"), "0");
}

TEST_F(ServerWire, AStalledAnswerHoldsNobodyElseUpAndEndsInTime) {
  fault(R"({"cut":"body","end":"stall","stall_ms":300})");
  const auto start = std::chrono::steady_clock::now();
  std::chrono::steady_clock::duration stalled{};
  std::thread waiting([&] {
    HttpsClient other(emulator_.ca_pem(), emulator_.port());
    EXPECT_NE(other.send("GET", kDana, kToken).curl_code, CURLE_OK);
    stalled = std::chrono::steady_clock::now() - start;
  });
  while (emulator_.organisation().journal().empty()) std::this_thread::yield();
  EXPECT_EQ(get().curl_code, CURLE_OK);
  waiting.join();
  EXPECT_GE(stalled, 300ms);
}

TEST_F(ServerWire, RequestsUnderWayCountForTheLimitOfConcurrentOnes) {
  okta_emulator::RateRules rules = emulator_.organisation().rates();
  rules.enforced = true;
  rules.concurrent = 1;
  emulator_.organisation().set_rates(rules);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(get().status, 200) << "one after the other is not at once";
  fault(R"({"path":"**/me","cut_after":0,"end":"stall"})");
  const std::size_t before = emulator_.organisation().journal().size();
  std::thread waiting([&] {
    HttpsClient other(emulator_.ca_pem(), emulator_.port());
    EXPECT_NE(other.send("GET", "https://localhost/api/v1/users/me", kToken).curl_code, CURLE_OK);
  });
  while (emulator_.organisation().journal().size() == before) std::this_thread::yield();
  const Received refused = get();
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("x-rate-limit-limit"), "0");
  emulator_.stop();
  waiting.join();
}

}  // namespace
}  // namespace emulator_test
