// Every public header of the room, so that all of them compile.
#include <gtest/gtest.h>

#include "http/client.hpp"
#include "http/paging.hpp"
#include "http/testing/fakes.hpp"

namespace back::http {
namespace {

TEST(Path, IsBuiltFromCheckedSegments) {
  EXPECT_EQ((Path{"api", "v1", "users"} / "00u1").text(), "/api/v1/users/00u1");
  EXPECT_THROW(Path{".."}, BadSegment);
}

}  // namespace
}  // namespace back::http
