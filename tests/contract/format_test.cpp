// Each named format: what it takes and what it refuses.
#include "contract/format.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace back::contract {
namespace {

using std::string_literals::operator""s;

struct Examples {
  std::string format;
  std::vector<std::string> accepted;
  std::vector<std::string> refused;
};

const std::vector<Examples> kExamples = {
    {"code",
     {"E0000011", "a", "not.found", "x_y-z"},
     {"", "a b", "a/b", "caf\xC3\xA9", std::string(65, 'x')}},
    {"dns_label_or_host",
     {"back-demo", "back-demo.okta.com", "https://back-demo.okta.com/",
      "https://back-demo.okta.com", "A1", "xn--bcher-kva.example", std::string(63, 'a')},
     {"",
      "-a",
      "a-",
      "a..b",
      ".a",
      "a.",
      "a b",
      "a_b",
      "http://a.okta.com",
      "https://a/b",
      "https://a?b",
      "https://a#b",
      "https://u@a",
      "a:443",
      "https://",
      "https:///",
      "a/",
      std::string(64, 'a'),
      "a\n",
      "a\0"s,
      "caf\xC3\xA9",
      "\xD0\xB0pple",
      "https://https://a"}},
    {"email",
     {"anna@example.com", "a.b+c@mail.example.co.uk", "o'neil@x.io"},
     {"", "anna", "@example.com", "anna@", "anna@example", "a b@example.com", ".a@example.com",
      "a..b@example.com", "a@b@c.de", "a@-x.de", "anna@example.com\n", "a@exa\xC3\xA4mple.com",
      std::string(65, 'a') + "@example.com"}},
    {"https_url",
     {"https://a.example", "https://a.example/", "https://a.example/b?c=d#e", "https://a?b"},
     {"", "http://a.example", "HTTPS://a.example", "https://", "https:///x", "https://u@a.example",
      "https://a.example:443/", "https://a.example/ b", "https://a.example/\"x",
      "https://a.example/<x>", "https://a.example\\@b", "javascript:alert(1)",
      "https://a.example/\n", "https://a.example/\xC3\xA9"}},
    {"identifier",
     {"a", "reset_mfa", "x9_"},
     {"", "A", "9a", "_a", "a-b", "a b", "a.b", "\xC3\xA9", std::string(65, 'a')}},
    {"line",
     {"", "Hello", "\xC3\x85sa \xE6\x9D\x8E \xF0\x9F\x94\x92", std::string(4096, 'x')},
     {"a\nb", "a\tb", "a\0b"s, "\x1b[2J", "\x7f", "\xFF", "\xE2\x80\xAE", "\xC2\x85",
      std::string(4097, 'x')}},
    {"opaque_id",
     {"00u1a2B3", "it", "a.b_c-d:e@f", "7"},
     {"", ".", "..", "-a", "a/b", "a%2fb", "a b", "a\n", "../x", "\xC3\xA9",
      std::string(129, 'a')}},
    {"svg_path", {"M1 2", "m0,0h6V-1.5z"}, {"", "L1 2", "M1 2\"/><script>", "M1 2;", "M1\n2"}},
    {"text", {"", "a\nb", "\xC3\xA9"}, {"a\tb", "a\rb", "a\0b"s, "\x1b", "\xC0\xAF"}},
    {"token",
     {"00abcDEF_-", "!~", std::string(8192, 'x')},
     {"", " ", "a b", "a\r\nX-Injected: yes", "a\n", "a\t", "a\0b"s, "\x7f", "\xC3\xA9",
      std::string(8193, 'x')}},
    {"version",
     {"0.1.0", "1.20.300", "123456789.0.0"},
     {"", "1", "1.0", "1.0.0.0", "1..0", "v1.0.0", "1.0.0-rc1", "01.0.0", "1.0.", "-1.0.0"}},
};

TEST(Format, TakesWhatItDescribesAndNothingElse) {
  for (const Examples& examples : kExamples) {
    const Format* format = find_format(examples.format);
    ASSERT_NE(format, nullptr) << examples.format;
    for (const auto& text : examples.accepted) {
      EXPECT_TRUE(matches(*format, text)) << examples.format << " should take: " << text;
    }
    for (const auto& text : examples.refused) {
      EXPECT_FALSE(matches(*format, text)) << examples.format << " should refuse: " << text;
    }
  }
}

TEST(Format, EveryFormatHasExamplesAndAShapeAndTheyAreSorted) {
  ASSERT_EQ(formats().size(), kExamples.size());
  for (std::size_t i = 0; i < kExamples.size(); ++i) {
    EXPECT_EQ(formats()[i].name, kExamples[i].format);
    EXPECT_FALSE(formats()[i].shape.empty());
  }
}

TEST(Format, NoFormatTakesMegabytesOrLooksAtThem) {
  const std::string huge(std::size_t{16} << 20, 'a');
  for (const Format& format : formats()) EXPECT_FALSE(matches(format, huge)) << format.name;
}

TEST(Format, ThereIsNoOtherFormat) { EXPECT_EQ(find_format("date-time"), nullptr); }

}  // namespace
}  // namespace back::contract
