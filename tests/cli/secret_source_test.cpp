#include "cli/secret_source.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/refused.hpp"

namespace back::cli {
namespace {

class SecretFiles : public ::testing::Test {
 protected:
  SecretFiles() {
    folder_ = (std::filesystem::temp_directory_path() / "back-cli-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  }
  ~SecretFiles() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& text, mode_t mode = 0600) const {
    const std::string path = folder_ + "/pin";
    std::ofstream(path, std::ios::trunc) << text;
    ::chmod(path.c_str(), mode);
    return path;
  }
  static std::string refusal(const SecretSources& sources) {
    try {
      (void)read_secrets(sources);
    } catch (const host::Refused& refused) {
      return refused.code() + ": " + refused.sentence();
    }
    return "accepted";
  }
  std::string folder_;
};

TEST_F(SecretFiles, AreReadWithoutTheirLastLineEnd) {
  for (const char* text : {"12=34", "12=34\n", "12=34\r\n"}) {
    const auto secrets = read_secrets({{"pin=" + file(text)}, {}});
    ASSERT_EQ(secrets.size(), 1u);
    EXPECT_EQ(secrets[0].field, "pin");
    EXPECT_EQ(secrets[0].value.reveal(), "12=34");
  }
}

TEST_F(SecretFiles, AreRefusedIfOthersMayReadOrChangeThem) {
  for (const mode_t mode : {0640u, 0604u, 0620u, 0602u, 0644u})
    EXPECT_THAT(refusal({{"pin=" + file("1234", mode)}, {}}),
                ::testing::HasSubstr("run: chmod 600 "))
        << mode;
  EXPECT_EQ(refusal({{"pin=" + file("1234", 0400)}, {}}), "accepted");
}

TEST_F(SecretFiles, AreRefusedIfTheyAreNoFilesOrEmptyOrHuge) {
  EXPECT_THAT(refusal({{"pin=" + folder_}, {}}), ::testing::HasSubstr("regular file"));
  EXPECT_THAT(refusal({{"pin=" + folder_ + "/none"}, {}}),
              ::testing::HasSubstr("cannot be opened"));
  EXPECT_THAT(refusal({{"pin=" + file("\n")}, {}}), ::testing::HasSubstr("is empty"));
  EXPECT_THAT(refusal({{"pin=" + file(std::string(20000, 'x'))}, {}}),
              ::testing::HasSubstr("too large"));
}

TEST_F(SecretFiles, CanComeThroughADescriptor) {
  const int descriptor = ::open(file("1234\n").c_str(), O_RDONLY | O_CLOEXEC);
  const auto secrets = read_secrets({{}, {"pin=" + std::to_string(descriptor)}});
  EXPECT_EQ(secrets.at(0).value.reveal(), "1234");
  ::close(descriptor);
  for (const char* number : {"99", "-1", "x", "3x"})
    EXPECT_THAT(refusal({{}, {std::string("pin=") + number}}),
                ::testing::StartsWith("usage: --secret-fd"));
}

TEST_F(SecretFiles, NeedAFieldAndAPlace) {
  for (const char* typed : {"pin", "=x", "pin="}) {
    EXPECT_THAT(refusal({{typed}, {}}), ::testing::HasSubstr("--secret-file FIELD=FILE"));
    EXPECT_THAT(refusal({{}, {typed}}), ::testing::HasSubstr("--secret-fd FIELD=N"));
  }
}

}  // namespace
}  // namespace back::cli
