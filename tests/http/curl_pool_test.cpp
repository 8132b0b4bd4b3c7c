#include "http/curl_pool.hpp"

#include <gtest/gtest.h>

#include "http/curl_connection.hpp"

namespace back::http {
namespace {

using loop::Clock;
using std::chrono::milliseconds;

// Connections that were never opened: each shows by its way whether it is still there.
class CurlPoolBounds : public testing::Test {
 protected:
  using Sign = std::weak_ptr<const std::string>;

  Sign give_back(Clock::time_point now) {
    auto way = std::make_shared<const std::string>("https://example.okta.com");
    const Sign sign = way;
    pool_.give_back(std::make_unique<CurlConnection>(*engine_, std::move(way)), now);
    return sign;
  }

  const std::shared_ptr<CurlEngine> engine_ = CurlEngine::shared();
  const Clock::time_point start_ = Clock::now();
  CurlPool pool_;
};

TEST_F(CurlPoolBounds, OfTooManyTheOneThatIsIdleLongestIsClosed) {
  std::vector<Sign> signs;
  for (std::size_t i = 0; i < CurlPool::kMostIdle; ++i) signs.push_back(give_back(start_));
  EXPECT_FALSE(signs.front().expired());
  signs.push_back(give_back(start_));
  for (std::size_t i = 0; i < signs.size(); ++i) EXPECT_EQ(signs[i].expired(), i == 0) << i;
}

TEST_F(CurlPoolBounds, OldOnesAreClosedWhenAnotherComesBack) {
  const Sign first = give_back(start_);
  const Sign second = give_back(start_ + CurlPool::kOldest);
  EXPECT_FALSE(first.expired());
  const Sign third = give_back(start_ + CurlPool::kOldest + milliseconds(1));
  EXPECT_TRUE(first.expired());
  EXPECT_FALSE(second.expired());
  EXPECT_FALSE(third.expired());
}

TEST_F(CurlPoolBounds, OldOnesAreClosedWhenAnotherIsAskedFor) {
  const Sign old = give_back(start_);
  const Sign young = give_back(start_ + milliseconds(1));
  const auto elsewhere = std::make_shared<const std::string>("https://other.okta.com");
  EXPECT_EQ(pool_.take(elsewhere, start_ + CurlPool::kOldest + milliseconds(1)), nullptr);
  EXPECT_TRUE(old.expired());
  EXPECT_FALSE(young.expired());
}

TEST_F(CurlPoolBounds, OneThatIsNotOpenIsNeverHandedOut) {
  const auto way = std::make_shared<const std::string>("https://example.okta.com");
  const Sign closed = give_back(start_);
  EXPECT_EQ(pool_.take(way, start_), nullptr);
  EXPECT_TRUE(closed.expired());
}

}  // namespace
}  // namespace back::http
