#include "http/received_head.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace back::http {
namespace {

using Fields = std::vector<Headers::Field>;

ReceivedHead head_of(const std::vector<std::string_view>& lines) {
  ReceivedHead head;
  for (const auto line : lines) head.take(line);
  return head;
}

struct Sample {
  const char* name;
  std::vector<std::string_view> lines;
  Fields fields;
  bool is_whole = true;
  bool is_odd = false;
};

TEST(ReceivedHead, IsReadLineByLine) {
  const Sample samples[] = {
      {"names and values", {"HTTP/1.1 200 OK\r\n", "Date: today\r\n", "\r\n"}, {{"Date", "today"}}},
      {"line feeds alone", {"HTTP/1.1 200 OK\n", "a: b\n", "\n"}, {{"a", "b"}}},
      {"an empty value", {"HTTP/1.1 200\r\n", "ETag:\r\n", "\r\n"}, {{"ETag", ""}}},
      {"blanks about a value", {"HTTP/1.1 200\r\n", "a: \t b c \t\r\n", "\r\n"}, {{"a", "b c"}}},
      {"a colon in a value", {"HTTP/1.1 200\r\n", "a: b:c\r\n", "\r\n"}, {{"a", "b:c"}}},
      {"a folded line", {"HTTP/1.1 200\r\n", "a: b\r\n", " \t c\r\n", "\r\n"}, {{"a", "b c"}}},
      {"a fold under nothing", {"HTTP/1.1 200\r\n", " c\r\n", "a: b\r\n", "\r\n"}, {{"a", "b"}}},
      {"an interim answer before",
       {"HTTP/1.1 103 Early\r\n", "Link: x\r\n", "\r\n", "HTTP/1.1 200\r\n", "a: b\r\n", "\r\n"},
       {{"a", "b"}}},
      {"trailers", {"HTTP/1.1 200\r\n", "a: b\r\n", "\r\n", "c: d\r\n", "\r\n"}, {{"a", "b"}}},
      {"no end", {"HTTP/1.1 200\r\n", "a: b\r\n"}, {{"a", "b"}}, false},
      {"only an interim answer, and no end of the next",
       {"HTTP/1.1 100\r\n", "\r\n", "HTTP/1.1 200\r\n"},
       {},
       false},
      {"a carriage return within",
       {"HTTP/1.1 200\r\n", "a: b\rc: d\r\n", "\r\n"},
       {{"a", "b"}},
       true,
       true},
  };
  for (const Sample& sample : samples) {
    ReceivedHead head = head_of(sample.lines);
    EXPECT_EQ(head.headers().fields(), sample.fields) << sample.name;
    EXPECT_EQ(head.is_whole(), sample.is_whole) << sample.name;
    EXPECT_EQ(head.is_odd(), sample.is_odd) << sample.name;
  }
}

TEST(ReceivedHead, CountsEveryByteOfEveryLine) {
  EXPECT_EQ(head_of({"HTTP/1.1 200\r\n", "a: b\r\n", "\r\n", "c: d\r\n", "\r\n"}).bytes(), 30U);
}

}  // namespace
}  // namespace back::http
