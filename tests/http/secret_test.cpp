#include "secret/secret.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <ostream>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "http/block_pool.hpp"
#include "http/credential.hpp"
#include "http/wiping_memory.hpp"
#include "loop/system.hpp"
#include "support/run.hpp"

namespace back {
namespace {

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept Comparable = requires(const T& a, const T& b) {
  a == b;
};

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> &&
              std::is_nothrow_move_assignable_v<Secret>);
static_assert(!Printable<Secret> && !Comparable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> &&
              !std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);

TEST(Secret, GivesItsTextOnlyToWhoAsksForIt) {
  const Secret secret("token");
  EXPECT_EQ(secret.reveal(), "token");
  EXPECT_EQ(secret.reveal().data()[5], '\0');
  EXPECT_EQ(Secret("Authorization: ", "x").reveal(), "Authorization: x");
  EXPECT_TRUE(Secret().empty());
  EXPECT_EQ(Secret().reveal(), "");
}

TEST(Secret, MovesWithoutLeavingACopy) {
  Secret first("token");
  const char* const bytes = first.reveal().data();
  const Secret second(std::move(first));
  EXPECT_EQ(second.reveal().data(), bytes);
  EXPECT_TRUE(first.empty());  // NOLINT: what is left behind is the point
}

TEST(Secret, OverwritesMemory) {
  std::string text = "canary";
  wipe(text.data(), text.size());
  EXPECT_EQ(text, std::string(6, '\0'));
}

TEST(WipingMemory, KeepsContentsWhenItGrowsAndShrinks) {
  auto* memory = static_cast<char*>(http::wiping::duplicate("canary"));
  memory = static_cast<char*>(http::wiping::reallocate(memory, 10'000));
  EXPECT_STREQ(memory, "canary");
  memory = static_cast<char*>(http::wiping::reallocate(memory, 7));
  EXPECT_STREQ(memory, "canary");
  http::wiping::release(memory);
  http::wiping::release(nullptr);
  auto* zeroed = static_cast<char*>(http::wiping::allocate_zeroed(3, 5));
  for (int i = 0; i < 15; ++i) EXPECT_EQ(zeroed[i], 0);
  http::wiping::release(zeroed);
}

TEST(WipingMemory, BlocksAreUsedAgainAndHoldNothingOfTheLastOne) {
  for (const std::size_t size : {16U, 200U, 9'000U}) {
    auto* first = static_cast<char*>(http::wiping::allocate(size));
    std::memset(first, 'x', size);
    http::wiping::release(first);
    auto* second = static_cast<char*>(http::wiping::allocate_zeroed(size / 8, 8));
    EXPECT_EQ(second, first);
    EXPECT_EQ(std::string(second, size), std::string(size, '\0'));
    http::wiping::release(second);
  }
}

TEST(WipingMemory, GoesFromOneThreadToAnotherThatIsEnding) {
  auto* memory = http::wiping::allocate(500);
  struct AtTheEnd {
    void* memory = nullptr;
    ~AtTheEnd() { http::wiping::release(memory); }
  };
  std::thread([memory] {
    thread_local AtTheEnd first;  // ends after what comes to be later
    http::wiping::release(http::wiping::allocate(500));
    first.memory = memory;
  }).join();
}

TEST(BlockPool, KeepsNoMoreThanItMay) {
  http::BlockPool pool;
  constexpr std::size_t kCount = http::BlockPool::kMostKept / http::BlockPool::kLargest + 1;
  std::vector<void*> blocks;
  for (std::size_t i = 0; i < kCount; ++i) blocks.push_back(pool.take(http::BlockPool::kLargest));
  for (void* block : blocks) pool.give_back(block, http::BlockPool::kLargest);
  EXPECT_EQ(pool.kept(), (kCount - 1) * http::BlockPool::kLargest);
  EXPECT_EQ(pool.take(http::BlockPool::kLargest), blocks[kCount - 2]);
  std::free(blocks[kCount - 2]);
}

TEST(BlockPool, GivesWhatWasAskedForOfEverySizeWhereverABlockCameFrom) {
  http::BlockPool pool;
  for (std::size_t size = 0; size <= http::BlockPool::kLargest; size += 1 + size / 50) {
    void* const strange = std::calloc(1, size);  // as another thread may have it
    pool.give_back(strange, loop::allocated_size(strange));
    auto* const block = static_cast<char*>(pool.take(size));
    ASSERT_GE(loop::allocated_size(block), size);
    EXPECT_EQ(std::count(block, block + size, '\0'), static_cast<std::ptrdiff_t>(size));
    pool.give_back(block, loop::allocated_size(block));
  }
}

TEST(StaticHeader, MakesOneHeaderLine) {
  http::StaticHeader authoriser("SSWS", Secret("00abc_-"));
  http::Scope scope;
  struct Nothing : http::Transport {
    http::Task<http::Response> send(const http::Request&, http::Scope&) override {
      throw std::logic_error("unused");
    }
  } nothing;
  const auto line = http::run(authoriser.header_line(nothing, scope));
  EXPECT_EQ(line->reveal(), "Authorization: SSWS 00abc_-");
}

TEST(StaticHeader, RefusesEveryByteThatIsNotVisibleAsciiWithoutRepeatingTheToken) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const std::string token = std::string("canary") + c + "canary";
    if (c > ' ' && c < '\x7f') {
      EXPECT_NO_THROW(http::StaticHeader("SSWS", Secret(token))) << byte;
      continue;
    }
    try {
      http::StaticHeader authoriser("SSWS", Secret(token));
      ADD_FAILURE() << byte;
    } catch (const std::invalid_argument& refusal) {
      EXPECT_EQ(std::string(refusal.what()).find("canary"), std::string::npos);
    }
  }
  EXPECT_THROW(http::StaticHeader("SSWS", Secret("")), std::invalid_argument);
  EXPECT_THROW(http::StaticHeader("", Secret("x")), std::invalid_argument);
  EXPECT_THROW(http::StaticHeader("SS WS", Secret("x")), std::invalid_argument);
}

}  // namespace
}  // namespace back
