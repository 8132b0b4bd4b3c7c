#include "http/paging.hpp"

#include <gtest/gtest.h>

#include "http/link.hpp"
#include "http/testing/fakes.hpp"
#include "support/run.hpp"

namespace back::http {
namespace {

const Origin kOrigin{"acme.example", 443};
const Path kPath{"api", "v1", "users"};

// What one header line means: a cursor, "last" or "bad".
struct Shape {
  std::string line;
  std::string meaning;
};

const Shape kShapes[] = {
    {R"(<https://acme.example/api/v1/users?after=c1&limit=200>; rel="next")", "c1"},
    {R"(<https://acme.example/api/v1/users?limit=200&after=c1>;rel=next)", "c1"},
    {R"(<https://acme.example/api/v1/users?limit=200>; rel="self", <https://acme.example/api/v1/users?after=c1>; rel="next")",
     "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="next",<https://acme.example/api/v1/users>; rel="self")",
     "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; title="a, b; c\" <x>"; rel="next")", "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="prefetch next")", "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; REL="NEXT")", "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1> ; rel = "next" )", "c1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="next"; rel="self")", "c1"},
    {R"(, <https://acme.example/api/v1/users?after=c1>; rel="next",)", "c1"},
    {R"(<https://acme.example:443/api/v1/users?after=c1>; rel="next")", "c1"},
    {R"(<https://acme.example/api/v1/users?after=a%2Bb%3D>; rel="next")", "a%2Bb%3D"},
    {R"(<https://acme.example/api/v1/users?after=a+b/c=:1>; rel="next")", "a+b/c=:1"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="next", <https://acme.example/api/v1/users?after=c1>; rel="next")",
     "c1"},
    {"", "last"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="self")", "last"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="nextish")", "last"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="self"; rel="next")", "last"},
    {R"(<https://acme.example/api/v1/users?after=c1>)", "last"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel)", "last"},
    {R"(<https://evil.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example.evil.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example@evil.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://user@acme.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example:8443/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example:/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://ACME.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<http://acme.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<HTTPS://acme.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<//acme.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(</api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<?after=c1>; rel="next")", "bad"},
    {R"(<javascript:after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/apps?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users/?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/../v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example\@evil.example/api/v1/users?after=c1>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?limit=1>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?after=>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1&after=c2>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1#x>; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="next", <https://acme.example/api/v1/users?after=c2>; rel="next")",
     "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1; rel="next")", "bad"},
    {R"(https://acme.example/api/v1/users?after=c1; rel="next")", "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1>; rel="next)", "bad"},
    {R"(<https://acme.example/api/v1/users?after=c1> rel="next")", "bad"},
    {std::string(65'536, '<'), "bad"},
};

TEST(NextPage, ReadsEveryShapeOfLink) {
  for (const Shape& shape : kShapes) {
    const auto next = next_page(Headers{{"Link", shape.line}}, kOrigin, kPath, "after");
    std::string meaning = "last";
    if (const auto* page = std::get_if<NextPage>(&next)) meaning = page->cursor;
    if (const auto* bad = std::get_if<BadLink>(&next)) {
      meaning = "bad";
      EXPECT_EQ(bad->sentence.back(), '.');
    }
    EXPECT_EQ(meaning, shape.meaning) << shape.line.substr(0, 200);
  }
}

TEST(NextPage, ReadsHeaderLinesThatAreRepeated) {
  const Headers headers{{"Link", R"(<https://acme.example/api/v1/users?limit=2>; rel="self")"},
                        {"link", R"(<https://acme.example/api/v1/users?after=c1>; rel="next")"}};
  const auto next = next_page(headers, kOrigin, kPath, "after");
  ASSERT_TRUE(std::holds_alternative<NextPage>(next));
  EXPECT_EQ(std::get<NextPage>(next).cursor, "c1");
}

TEST(NextPage, ComparesThePortOfAnOriginThatHasOne) {
  const Origin origin{"acme.example", 8443};
  const auto at = [&](const std::string& authority) {
    return next_page(
               Headers{{"Link", "<https://" + authority + "/api/v1/users?after=c1>; rel=\"next\""}},
               origin, kPath, "after")
        .index();
  };
  EXPECT_EQ(at("acme.example:8443"), 1u);
  EXPECT_EQ(at("acme.example"), 2u);
  EXPECT_EQ(at("acme.example:84430"), 2u);
}

class PagesTest : public testing::Test {
 public:
  static std::string link(const std::string& cursor) {
    return "<https://acme.example/api/v1/users?after=" + cursor + ">; rel=\"next\"";
  }
  PagesTest& page(std::string body, const std::string& cursor) {
    below_.then(200, std::move(body), cursor.empty() ? Headers{} : Headers{{"Link", link(cursor)}});
    return *this;
  }
  static Task<std::vector<std::string>> bodies(Pages& pages, Scope& scope) {
    std::vector<std::string> read;
    for (int i = 0; i < 1000; ++i) {
      std::optional<Response> next = co_await pages.next(scope);
      if (!next) co_return read;
      read.push_back(next->body);
    }
    throw std::runtime_error("endless");
  }
  std::vector<std::string> read(PageLimits limits = {}) {
    Request first;
    first.path = kPath;
    first.query = Query{{"limit", "2"}, {"expand", "a b"}};
    pages_.emplace(below_, kOrigin, first, limits);
    return run(bodies(*pages_, scope_));
  }

  FakeTransport below_;
  Scope scope_;
  std::optional<Pages> pages_;
};

TEST_F(PagesTest, FollowTheCursorOnTheOriginalRequest) {
  page("[1]", "c%2F1").page("[2]", "c2").page("[3]", "");
  EXPECT_EQ(read(), (std::vector<std::string>{"[1]", "[2]", "[3]"}));
  EXPECT_TRUE(pages_->complete());
  EXPECT_EQ(pages_->partial(), "");
  ASSERT_EQ(below_.requests.size(), 3u);
  EXPECT_EQ(below_.requests[0].query.text(), "limit=2&expand=a%20b");
  EXPECT_EQ(below_.requests[1].query.text(), "limit=2&expand=a%20b&after=c%2F1");
  EXPECT_EQ(below_.requests[2].query.text(), "limit=2&expand=a%20b&after=c2");
}

TEST_F(PagesTest, AreNotCompleteBeforeTheLastWasRead) {
  page("[1]", "c1");
  Request first;
  first.path = kPath;
  Pages pages(below_, kOrigin, first);
  run(pages.next(scope_));
  EXPECT_FALSE(pages.complete());
}

TEST_F(PagesTest, StopAtACursorThatComesAgain) {
  page("[1]", "c1").page("[2]", "c2").page("[3]", "c1").page("[4]", "c3");
  EXPECT_EQ(read().size(), 3u);
  EXPECT_FALSE(pages_->complete());
  EXPECT_NE(pages_->partial().find("read already"), std::string::npos);
}

TEST_F(PagesTest, StopWhenOnlyEmptyPagesCome) {
  page("[]", "c1")
      .page(" [ ] ", "c2")
      .page("[1]", "c3")
      .page("[]", "c4")
      .page("[\n]", "c5")
      .page("[]", "c6")
      .page("[]", "");
  EXPECT_EQ(read().size(), 6u);
  EXPECT_FALSE(pages_->complete());
  EXPECT_NE(pages_->partial().find("empty"), std::string::npos);
}

TEST_F(PagesTest, StopAtTheLimitOfPages) {
  for (int i = 0; i < 6; ++i) page("[1]", "c" + std::to_string(i));
  PageLimits limits;
  limits.pages = 5;
  EXPECT_EQ(read(limits).size(), 5u);
  EXPECT_FALSE(pages_->complete());
  EXPECT_NE(pages_->partial().find("5 pages"), std::string::npos);
}

TEST_F(PagesTest, AreCompleteWhenTheLimitIsReachedWithTheLastPage) {
  page("[1]", "c1").page("[2]", "");
  PageLimits limits;
  limits.pages = 2;
  EXPECT_EQ(read(limits).size(), 2u);
  EXPECT_TRUE(pages_->complete());
}

TEST_F(PagesTest, StopAtALinkThatLeadsElsewhereWithoutGoingThere) {
  below_.then(200, "[1]",
              {{"Link", R"(<https://evil.example/api/v1/users?after=c1>; rel="next")"}});
  EXPECT_EQ(read().size(), 1u);
  EXPECT_FALSE(pages_->complete());
  EXPECT_EQ(below_.requests.size(), 1u);
}

TEST_F(PagesTest, StopAtACursorThatNoQueryMayHold) {
  page("[1]", "c 1");
  EXPECT_EQ(read().size(), 1u);
  EXPECT_FALSE(pages_->complete());
}

TEST_F(PagesTest, HandOverAnErrorAsTheLastPage) {
  page("[1]", "c1");
  below_.then(500, "oops");
  EXPECT_EQ(read(), (std::vector<std::string>{"[1]", "oops"}));
  EXPECT_FALSE(pages_->complete());
  EXPECT_NE(pages_->partial().find("500"), std::string::npos);
}

}  // namespace
}  // namespace back::http
