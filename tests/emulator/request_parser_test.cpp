// Requests out of the bytes of a connection, however they are cut into pieces.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "okta_emulator/request_parser.hpp"

namespace emulator_test {
namespace {

using okta_emulator::Request;
using okta_emulator::RequestParser;
using Progress = RequestParser::Progress;

const std::string kPost = "POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";
const std::string kChunked =
    "POST /d HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
const std::string kLast = "GET /e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

TEST(Requests, AreTheSameHoweverTheirBytesArrive) {
  const std::string all = kPost + kChunked + kLast;
  for (std::size_t piece = 1; piece <= all.size(); ++piece) {
    RequestParser parser;
    std::string waiting;
    std::vector<std::string> seen;
    for (std::size_t at = 0; at < all.size(); at += piece) {
      waiting += all.substr(at, piece);
      while (!waiting.empty() && parser.feed(waiting) == Progress::complete) {
        const Request request = parser.take();
        seen.push_back(request.method + ' ' + request.target + ' ' + request.body);
        EXPECT_EQ(parser.keep_alive(), request.target != "/e");
      }
    }
    EXPECT_THAT(seen, testing::ElementsAre("POST /a?b=c body", "POST /d ab", "GET /e ")) << piece;
  }
}

TEST(Requests, SayWhetherTheyGaveTheirLength) {
  for (const auto& [text, given] : std::vector<std::pair<std::string, bool>>{
           {kPost, true}, {kChunked, true}, {kLast, true}, {"POST /x HTTP/1.1\r\n\r\n", false}}) {
    RequestParser parser;
    std::string bytes = text;
    ASSERT_EQ(parser.feed(bytes), Progress::complete);
    EXPECT_EQ(parser.take().length_given, given) << text;
  }
}

TEST(Requests, ThatAreNoneOrTooLargeAreBroken) {
  const std::string large(70'000, 'x');
  for (const std::string& text : std::vector<std::string>{
           "nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\na: " + large,
           "POST / HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n"}) {
    RequestParser parser;
    std::string bytes = text;
    EXPECT_EQ(parser.feed(bytes), Progress::broken) << text.substr(0, 40);
  }
}

}  // namespace
}  // namespace emulator_test
