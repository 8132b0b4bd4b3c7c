// What a server writes for an answer, right and as faults want it, and what no Okta would say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "okta_emulator/spoil.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using okta_emulator::Content;
using okta_emulator::spoil;
using okta_emulator::transmission;
using okta_emulator::Wire;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Answer small_answer(Wire wire = {}) {
  Answer answer;
  answer.headers = {{"content-type", "application/json"}};
  answer.body = R"({"id":"1"})";
  answer.wire = wire;
  return answer;
}

constexpr std::string_view kHead =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: 10\r\n\r\n";

TEST(Wire, CarriesAnAnswerWithItsLength) {
  const auto sent = transmission(small_answer(), true);
  EXPECT_EQ(sent.bytes, std::string(kHead) + R"({"id":"1"})");
  EXPECT_FALSE(sent.ends);
  EXPECT_TRUE(transmission(small_answer(), false).ends);
  EXPECT_THAT(transmission(small_answer(), false).bytes, HasSubstr("Connection: close\r\n"));
}

TEST(Wire, EndsInTheMiddleOfThePartThatIsCut) {
  using Cut = Wire::Cut;
  const std::string whole = transmission(small_answer(), true).bytes;
  struct Case {
    Cut cut;
    std::size_t from, to;
  };
  const std::size_t head = kHead.size();
  for (const Case& one : {Case{Cut::status_line, 1, 16}, Case{Cut::headers, 18, head},
                          Case{Cut::body, head + 1, whole.size()}}) {
    const auto sent = transmission(small_answer({.cut = one.cut}), true);
    EXPECT_TRUE(sent.ends);
    EXPECT_THAT(whole, StartsWith(sent.bytes));
    EXPECT_GE(sent.bytes.size(), one.from);
    EXPECT_LT(sent.bytes.size(), one.to);
  }
}

TEST(Wire, IsNeverWholeWhenItIsCutWhateverTheAnswer) {
  for (const Wire::Cut cut : {Wire::Cut::status_line, Wire::Cut::headers, Wire::Cut::body}) {
    Answer empty;
    empty.status = 204;
    const std::size_t whole = transmission(empty, true).bytes.size();
    empty.wire.cut = cut;
    EXPECT_LT(transmission(empty, true).bytes.size(), whole);
  }
}

TEST(Wire, EndsAfterAsManyBytesAsAreGiven) {
  for (const std::size_t bytes : {0U, 1U, 40U}) {
    const auto sent = transmission(small_answer({.cut_after = bytes}), true);
    EXPECT_EQ(sent.bytes.size(), bytes);
    EXPECT_TRUE(sent.ends);
  }
}

TEST(Wire, SaysAnotherLengthThanTheTrueOne) {
  const auto longer = transmission(small_answer({.content_length = 99}), true);
  EXPECT_THAT(longer.bytes, HasSubstr("Content-Length: 99\r\n"));
  EXPECT_TRUE(longer.ends);
  const auto shorter = transmission(small_answer({.content_length = 3}), true);
  EXPECT_THAT(shorter.bytes, EndsWith(R"({"id":"1"})"));
  EXPECT_FALSE(shorter.ends) << "what is too much stays on the connection";
}

TEST(Wire, ChunksRightlyAndWrongly) {
  using Framing = Wire::Framing;
  struct Case {
    Framing framing;
    std::string body;
    bool ends;
  };
  const std::vector<Case> table = {
      {Framing::chunked, "5\r\n{\"id\"\r\n5\r\n:\"1\"}\r\n0\r\n\r\n", false},
      {Framing::bad_chunk, "5\r\n{\"id\"\r\nxyz\r\n:\"1\"}\r\n0\r\n\r\n", true},
      {Framing::short_chunk, "5\r\n{\"id\"\r\n69\r\n:\"1\"}", true},
      {Framing::no_last_chunk, "5\r\n{\"id\"\r\n5\r\n:\"1\"}\r\n", true},
      {Framing::until_close, "{\"id\":\"1\"}", true}};
  for (const Case& one : table) {
    const auto sent = transmission(small_answer({.framing = one.framing}), true);
    const auto head = sent.bytes.find("\r\n\r\n") + 4;
    EXPECT_EQ(sent.bytes.substr(head), one.body);
    EXPECT_EQ(sent.ends, one.ends) << framing_name(one.framing);
    EXPECT_THAT(sent.bytes.substr(0, head), Not(HasSubstr("Content-Length")));
  }
  EXPECT_THAT(transmission(small_answer({.framing = Framing::both}), true).bytes,
              HasSubstr("Content-Length: 10\r\nTransfer-Encoding: chunked\r\n"));
}

TEST(Wire, SendsInterimAnswersFirst) {
  const auto sent = transmission(small_answer({.interim = 3}), true);
  EXPECT_EQ(sent.bytes.find(kHead), 3 * std::string("HTTP/1.1 103 Early Hints\r\n\r\n").size());
}

Answer spoiled(Content content, std::size_t size = 0) {
  Answer answer = small_answer();
  answer.headers.emplace_back("date", "Mon, 04 May 2026 10:00:00 GMT");
  answer.body = R"({"id":"1","n":7,"ok":true,"none":null,"list":[1],"in":{"a":"b"}})";
  spoil(answer, content, size);
  return answer;
}

TEST(Spoiled, AnswersAreWhatNoOktaSays) {
  EXPECT_EQ(spoiled(Content::empty).body, "");
  EXPECT_EQ(header_of(spoiled(Content::captive_portal), "content-type"),
            "text/html; charset=utf-8");
  EXPECT_EQ(header_of(spoiled(Content::wrong_type), "content-type"), "text/plain");
  EXPECT_EQ(spoiled(Content::wrong_types).body,
            R"({"id":42,"n":"7","ok":"true","none":"null","list":{"list":[1]},"in":[{"a":"b"}]})");
  EXPECT_EQ(spoiled(Content::deep_json, 3).body, "[[[]]]");
  EXPECT_EQ(spoiled(Content::deep_json).body.size(), 200'000U);
  EXPECT_EQ(spoiled(Content::big_header, 5000).headers.back().second.size(), 5000U);
  EXPECT_EQ(spoiled(Content::many_headers, 50).headers.size(), 52U);
  EXPECT_EQ(spoiled(Content::own).body, spoiled(Content::wrong_type).body);
}

TEST(Spoiled, BodiesAreJsonOnlyWhereTheyShouldBe) {
  const auto is_json = [](Content content, std::size_t size = 0) {
    boost::system::error_code error;
    json::parse(spoiled(content, size).body, error);
    return !error;
  };
  EXPECT_FALSE(is_json(Content::half_json));
  EXPECT_FALSE(is_json(Content::not_utf8));
  EXPECT_FALSE(is_json(Content::captive_portal));
  EXPECT_TRUE(is_json(Content::big_body, 1 << 20U));
  EXPECT_EQ(spoiled(Content::big_body, 1 << 20U).body.size(), 1U << 20U);
}

TEST(Spoiled, ListsStayListsOfObjectsWithOtherMembers) {
  Answer answer = small_answer();
  answer.body = R"([{"id":"1"},{"id":"2"}])";
  spoil(answer, Content::wrong_types, 0);
  EXPECT_EQ(answer.body, R"([{"id":42},{"id":42}])");
}

}  // namespace
}  // namespace emulator_test
