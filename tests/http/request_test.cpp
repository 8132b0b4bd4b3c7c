#include "http/request.hpp"

#include <gtest/gtest.h>

#include <string>

#include "http/characters.hpp"
#include "http/no_response.hpp"
#include "http/wire.hpp"

namespace back::http {
namespace {

TEST(Path, IsBuiltFromSegments) {
  const Path users{"api", "v1", "users"};
  EXPECT_EQ(users.text(), "/api/v1/users");
  EXPECT_EQ((users / "00u1A-b_c~d.e").text(), "/api/v1/users/00u1A-b_c~d.e");
  EXPECT_EQ(users.text(), "/api/v1/users");
  EXPECT_EQ(Path().text(), "/");
}

TEST(Path, AcceptsOfAllBytesOnlyTheUnreservedOnes) {
  const std::string unreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~-";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    for (const std::string& segment :
         {std::string("a") + c, std::string("a") + c + "b", c + std::string("a")}) {
      if (unreserved.find(c) != std::string::npos) {
        EXPECT_NO_THROW(Path{segment}) << byte;
      } else {
        EXPECT_THROW(Path{segment}, BadSegment) << byte;
      }
    }
  }
}

TEST(Path, RefusesSegmentsThatWouldChangeItsMeaning) {
  for (const std::string& segment :
       {std::string(), std::string("."), std::string(".."), std::string("a/b"),
        std::string("%2e%2e"), std::string("%2F"), std::string("a?b"), std::string("a#b"),
        std::string("a;b"), std::string("a\\b"), std::string("a\0b", 3), std::string("%"),
        std::string("a%2"), std::string("a%zz"), std::string("\xe2\x80\xae") + "a",
        std::string(129, 'a'), std::string(4096, 'a')})
    EXPECT_THROW((Path{"api"} / segment), BadSegment) << segment;
  EXPECT_NO_THROW(Path{std::string(128, 'a')});
  EXPECT_NO_THROW(Path{"..."});
}

TEST(Path, RefusesWithASentenceThatDoesNotRepeatTheSegment) {
  try {
    Path{"canary/../x"};
    FAIL();
  } catch (const BadSegment& refusal) {
    EXPECT_EQ(std::string(refusal.what()).find("canary"), std::string::npos);
    EXPECT_EQ(std::string(refusal.what()).back(), '.');
  }
}

TEST(Query, EncodesEverythingThatIsNotUnreserved) {
  EXPECT_EQ((Query{{"q", "a b&c=d"}, {"limit", "200"}}).text(), "q=a%20b%26c%3Dd&limit=200");
  EXPECT_EQ((Query{{"filter", "x eq \"\xC3\xA9\""}}).text(), "filter=x%20eq%20%22%C3%A9%22");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = Query{{"n", std::string(1, static_cast<char>(byte))}}.text().substr(2);
    if (is_unreserved(static_cast<char>(byte))) {
      EXPECT_EQ(text, std::string(1, static_cast<char>(byte)));
    } else {
      EXPECT_EQ(text.size(), 3u) << byte;
      EXPECT_EQ(text[0], '%');
      EXPECT_EQ(std::stoi(text.substr(1), nullptr, 16), byte);
    }
  }
}

TEST(Query, PutsACursorInAsItIsUnlessItWouldEndTheValue) {
  EXPECT_EQ(Query().add_encoded("after", "a%2Bb+c=/:1").text(), "after=a%2Bb+c=/:1");
  for (const std::string& cursor :
       {std::string("a&b"), std::string("a#b"), std::string("a b"), std::string("a\r\nb"),
        std::string("a\0b", 3), std::string("\xC3\xA9"), std::string(4097, 'a')})
    EXPECT_THROW(Query().add_encoded("after", cursor), std::invalid_argument) << cursor;
}

TEST(Query, RemovesByNameAndKeepsTheRest) {
  Query query{{"a", "1"}, {"b", "2"}, {"a", "3"}};
  EXPECT_EQ(query.remove("a").text(), "b=2");
}

TEST(Wire, JoinsHostPortPathAndQuery) {
  Request request;
  request.path = Path{"api", "v1"};
  EXPECT_EQ(url_of({"a.example", 443}, request), "https://a.example/api/v1");
  request.query.add("x", "?");
  EXPECT_EQ(url_of({"a.example", 8443}, request), "https://a.example:8443/api/v1?x=%3F");
}

TEST(Request, MayBeSentAgainIfItReadsOrIsMarkedHarmless) {
  for (const Method method : {Method::get, Method::post, Method::put, Method::delete_}) {
    Request request;
    request.method = method;
    EXPECT_EQ(request.may_be_sent_again(), method == Method::get);
    request.resend = Resend::harmless;
    EXPECT_TRUE(request.may_be_sent_again());
  }
}

}  // namespace
}  // namespace back::http
