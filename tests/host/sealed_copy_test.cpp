// Copies that nobody can change, on a machine whose kernel may hold their pages for a while.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>

#include "core/crypto.hpp"
#include "core/sealed_copy.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

constexpr std::uint64_t kMost = 1 << 20;

class SealedCopies : public ::testing::Test {
 protected:
  SealedCopies() { write_file(path_, kText, 0600); }

  // A kernel that says so often that the file is busy.
  AddSeals busy(int times, int error = EBUSY) {
    return [this, times, error](int descriptor, int seals) {
      if (++asked_ > times) return add_seals(descriptor, seals);
      errno = error;
      return -1;
    };
  }
  SealedCopy copy(const AddSeals& add) {
    return sealed_copy(open_trusted("plugin", path_), "copy", kMost, add);
  }

  const std::string kText = "a library";
  TemporaryFolder folder_;
  const std::string path_ = folder_ / "plugin.so";
  int asked_ = 0;
};

TEST_F(SealedCopies, HoldWhatTheFileHeldAndCannotBeChanged) {
  const SealedCopy made = copy(&add_seals);
  EXPECT_EQ(made.bytes, kText.size());
  EXPECT_EQ(made.sha256, sha256_hex(kText));
  EXPECT_EQ(::pwrite(made.descriptor.get(), "A", 1, 0), -1);
  EXPECT_EQ(::ftruncate(made.descriptor.get(), 0), -1);
  EXPECT_EQ(::fcntl(made.descriptor.get(), F_ADD_SEALS, 0), -1);
}

TEST_F(SealedCopies, AreSealedOnceTheKernelLetsGoOfThem) {
  const SealedCopy made = copy(busy(3));
  EXPECT_EQ(asked_, 4);
  EXPECT_EQ(::pwrite(made.descriptor.get(), "A", 1, 0), -1);
}

TEST_F(SealedCopies, AreRefusedIfTheKernelNeverLetsGo) {
  EXPECT_EQ(code_of([&] { copy(busy(1000)); }), "unreadable");
  EXPECT_EQ(asked_, 20);
}

TEST_F(SealedCopies, AreNotAskedForAgainAfterAnotherError) {
  EXPECT_EQ(code_of([&] { copy(busy(1000, EPERM)); }), "unreadable");
  EXPECT_EQ(asked_, 1);
}

}  // namespace
}  // namespace back::host::test
