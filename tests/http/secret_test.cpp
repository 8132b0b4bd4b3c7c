#include "secret/secret.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <type_traits>

#include "http/credential.hpp"
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
  EXPECT_EQ(Secret({"a", "", "bc", "d"}).reveal(), "abcd");
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

TEST(StaticHeader, MakesOneHeaderLine) {
  http::StaticHeader authoriser("SSWS", Secret("00abc_-"));
  http::Scope scope;
  struct Nothing : http::Transport {
    http::Task<http::Response> send(http::Request&, http::Scope&) override {
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
