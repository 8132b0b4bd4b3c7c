#include "http/answer_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace back::http {
namespace {

using State = AnswerReader::State;
using Fields = std::vector<Headers::Field>;

constexpr AnswerReader::Limits kLimits{1000, 1000};

// Fed in pieces of one size, as long as it reads.
State feed(AnswerReader& reader, std::string_view bytes, std::size_t piece) {
  State state = State::reading;
  while (!bytes.empty() && state == State::reading) {
    state = reader.take(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  return state;
}

const std::size_t kPieces[] = {1, 2, 3, 7, 100, 10'000};

struct Whole {
  const char* name;
  std::string_view bytes;
  int status;
  Fields fields;
  std::string_view body;
  bool usable = true;  // its connection
};

TEST(AnswerReader, ReadsAWholeAnswerInPiecesOfAnySize) {
  const Whole samples[] = {
      {"a length",
       "HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 3\r\n\r\nabc",
       200,
       {{"Date", "today"}, {"Content-Length", "3"}},
       "abc"},
      {"no body by its status", "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n", 204, {{"A", "b"}}, ""},
      {"no words for its status", "HTTP/1.1 304 \r\nA: b\r\n\r\n", 304, {{"A", "b"}}, ""},
      {"values of all kinds",
       "HTTP/1.1 204 x\r\nE:\r\nB: \t b c \t\r\nC: b:c\r\n\r\n",
       204,
       {{"E", ""}, {"B", "b c"}, {"C", "b:c"}},
       ""},
      {"a folded line", "HTTP/1.1 204 x\r\na: b\r\n \t c\r\n\r\n", 204, {{"a", "b c"}}, ""},
      {"the same name twice",
       "HTTP/1.1 204 x\r\nLink: <a>\r\nlink: <b>\r\n\r\n",
       204,
       {{"Link", "<a>"}, {"link", "<b>"}},
       ""},
      {"chunks, with an extension and a trailer",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX: "
       "1\r\n\r\n",
       200,
       {{"Transfer-Encoding", "chunked"}},
       "abcde"},
      {"interim answers before it",
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
       "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
       200,
       {{"Content-Length", "1"}},
       "a"},
      {"one length said twice",
       "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
       200,
       {{"Content-Length", "1"}, {"Content-Length", "1"}},
       "a"},
      {"a server that will close",
       "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na",
       200,
       {{"Connection", "close"}, {"Content-Length", "1"}},
       "a",
       false},
      {"an old server",
       "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
       200,
       {{"Content-Length", "1"}},
       "a",
       false},
      {"a body that is not compressed",
       "HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 0\r\n\r\n",
       200,
       {{"Content-Encoding", "Identity"}, {"Content-Length", "0"}},
       ""},
  };
  for (const Whole& sample : samples)
    for (const std::size_t piece : kPieces) {
      AnswerReader reader(kLimits);
      ASSERT_FALSE(reader.has_begun());
      ASSERT_EQ(feed(reader, sample.bytes, piece), State::whole) << sample.name << ", " << piece;
      EXPECT_TRUE(reader.has_begun());
      EXPECT_EQ(reader.leaves_connection_usable(), sample.usable) << sample.name;
      const Response response = reader.take_response();
      EXPECT_EQ(response.status, sample.status) << sample.name;
      EXPECT_EQ(response.headers.fields(), sample.fields) << sample.name;
      EXPECT_EQ(response.body, sample.body) << sample.name;
    }
}

TEST(AnswerReader, LeavesNoConnectionUsableOnWhichMoreCameThanWasAsked) {
  AnswerReader reader(kLimits);
  ASSERT_EQ(reader.take("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1"), State::whole);
  EXPECT_FALSE(reader.leaves_connection_usable());
  EXPECT_EQ(reader.take_response().body, "a");
}

struct Faulty {
  const char* name;
  std::string bytes;
};

TEST(AnswerReader, RefusesWhatIsNotHttpByTheLetter) {
  const Faulty samples[] = {
      {"something else", "SSH-2.0-OpenSSH_9.2\r\n"},
      {"almost its name", "HTTq/1.1 200 OK\r\n"},
      {"noise", std::string("\x00\x01\x02\xff\xfe garbage\n\n", 14)},
      {"its name in another spelling", "hTTP/1.1 200 OK\r\n\r\n"},
      {"another version", "HTTP/2.0 200 OK\r\n\r\n"},
      {"a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"},
      {"a status of four", "HTTP/1.1 2000 OK\r\n\r\n"},
      {"a status beyond all", "HTTP/1.1 600 OK\r\n\r\n"},
      {"a status below all", "HTTP/1.1 099 OK\r\n\r\n"},
      {"another protocol unasked", "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n"},
      {"one line feed alone", "HTTP/1.1 200 OK\r\nX-C:\nContent-Length: 0\r\n\r\n"},
      {"a carriage return inside a value", "HTTP/1.1 204 x\r\nA: a\rB: b\r\n\r\n"},
      {"a carriage return inside a name", "HTTP/1.1 204 x\r\nA\rB: b\r\n\r\n"},
      {"a NUL inside a value", std::string("HTTP/1.1 204 x\r\nA: a\0b\r\n\r\n", 27)},
      {"a blank before the colon", "HTTP/1.1 204 x\r\nA : b\r\n\r\n"},
      {"a line without a colon", "HTTP/1.1 204 x\r\nnonsense\r\n\r\n"},
      {"a length that is none", "HTTP/1.1 200 x\r\nContent-Length: x\r\n\r\n"},
      {"a negative length", "HTTP/1.1 200 x\r\nContent-Length: -1\r\n\r\n"},
      {"two lengths", "HTTP/1.1 200 x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"},
      {"two lengths in one line", "HTTP/1.1 200 x\r\nContent-Length: 1, 2\r\n\r\n"},
      {"a length and chunks",
       "HTTP/1.1 200 x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {"chunks and a length",
       "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"},
      {"a bad chunk size", "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n0\r\n\r\n"},
      {"a chunk longer than it says",
       "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"},
      {"a trailer that is no header",
       "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nnonsense\r\n\r\n"},
      {"a compressed body", "HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\n\r\n"},
  };
  for (const Faulty& sample : samples)
    for (const std::size_t piece : kPieces) {
      AnswerReader reader(kLimits);
      EXPECT_EQ(feed(reader, sample.bytes, piece), State::malformed) << sample.name << piece;
      EXPECT_FALSE(reader.problem().empty()) << sample.name;
    }
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(AnswerReader, StopsAtItsLimits) {
  const std::string chunked = "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n";
  const Faulty samples[] = {
      {"a line without end", "HTTP/1.1 200 " + std::string(20'000, 'x')},
      {"headers without end", "HTTP/1.1 200 x\r\n" + repeated("A: b\r\n", 4000)},
      {"interim answers without end", repeated("HTTP/1.1 103 x\r\n\r\n", 2000)},
      {"a chunk's line without end", chunked + "1;" + std::string(20'000, 'x')},
      {"trailers without end", chunked + "0\r\n" + repeated("A: b\r\n", 4000)},
      {"a length", "HTTP/1.1 200 x\r\nContent-Length: 1001\r\n\r\n"},
      {"chunks", chunked + repeated("64\r\n" + std::string(100, 'x') + "\r\n", 11)},
      {"a chunk", chunked + "3e9\r\n"},
      {"a body that ends with the connection", "HTTP/1.1 200 x\r\n\r\n" + std::string(1001, 'x')},
  };
  for (const Faulty& sample : samples)
    for (const std::size_t piece : kPieces) {
      AnswerReader reader(kLimits);
      EXPECT_EQ(feed(reader, sample.bytes, piece), State::too_large) << sample.name << piece;
    }
}

TEST(AnswerReader, TakesABodyOfExactlyTheLimit) {
  for (const std::size_t piece : kPieces) {
    AnswerReader reader(kLimits);
    const std::string body(1000, 'x');
    EXPECT_EQ(feed(reader, "HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n" + body, piece),
              State::whole);
    EXPECT_EQ(reader.take_response().body, body);
  }
}

TEST(AnswerReader, GoesOnReadingWhereTheEndIsOnlyTheConnections) {
  for (const char* head : {"HTTP/1.1 200 x\r\n\r\n", "HTTP/1.1 200 x\r\nConnection: close\r\n\r\n",
                           "HTTP/1.1 200 x\r\nTransfer-Encoding: identity\r\n\r\n"}) {
    AnswerReader reader(kLimits);
    EXPECT_EQ(reader.take(std::string(head) + "[]"), State::reading) << head;
  }
}

}  // namespace
}  // namespace back::http
