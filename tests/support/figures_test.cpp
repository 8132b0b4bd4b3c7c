#include "figures.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

namespace back::testing {
namespace {

// Sets a variable of the environment for the life of the object; nothing: takes it away.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    const char* before = std::getenv(name);
    if (before != nullptr) before_ = before;
    set(value);
  }
  ~Variable() { set(before_ ? before_->c_str() : nullptr); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  void set(const char* value) {
    if (value == nullptr) {
      ::unsetenv(name_);
    } else {
      ::setenv(name_, value, 1);
    }
  }
  const char* name_;
  std::optional<std::string> before_;
};

// What it prints belongs to this test, not to the run.
Portion quiet_portion_of(std::string_view what, std::size_t whole) {
  ::testing::internal::CaptureStdout();
  Portion portion;
  try {
    portion = portion_of(what, whole);
  } catch (...) {
    ::testing::internal::GetCapturedStdout();
    throw;
  }
  const std::string line = ::testing::internal::GetCapturedStdout();
  EXPECT_TRUE(line.starts_with("sample: " + std::string(what) + ": ")) << line;
  EXPECT_TRUE(line.ends_with("seed " + std::to_string(portion.seed) + "\n")) << line;
  return portion;
}

TEST(Portion, IsOneInAHundredAndAtLeastAHundredUnlessAllAreWanted) {
  const Variable seed("BACK_SEED", "7");
  {
    const Variable sample("BACK_DEEP", nullptr);
    EXPECT_EQ(quiet_portion_of("large", 100'000).cases, 1'000U);
    EXPECT_EQ(quiet_portion_of("middling", 500).cases, 100U);
    EXPECT_EQ(quiet_portion_of("small", 30).cases, 30U);
  }
  const Variable all("BACK_DEEP", "1");
  const Portion portion = quiet_portion_of("large", 100'000);
  EXPECT_EQ(portion.cases, 100'000U);
  EXPECT_EQ(portion.whole, 100'000U);
  EXPECT_EQ(portion.seed, 7U);
}

TEST(Portion, HasANewSeedInEachRunUnlessOneIsGiven) {
  const Variable none("BACK_SEED", nullptr);
  EXPECT_NE(quiet_portion_of("first", 1).seed, quiet_portion_of("second", 1).seed);
  const Variable nonsense("BACK_SEED", "12x");
  EXPECT_THROW(quiet_portion_of("third", 1), std::invalid_argument);
}

// The file that takes figures during a test.
class FigureFile {
 public:
  FigureFile() { std::filesystem::remove(path_); }
  ~FigureFile() { std::filesystem::remove(path_); }
  FigureFile(const FigureFile&) = delete;
  FigureFile& operator=(const FigureFile&) = delete;

  std::string text() const {
    std::ifstream in(path_);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("back-figures-" + std::to_string(::getpid()));
  const Variable named_{"BACK_FIGURES", path_.c_str()};
};

TEST(Figures, AreLinesOfJsonInTheFileThatTheEnvironmentNames) {
  const FigureFile file;
  report({"speed", 1.25, "x", "<= 1.5 x", true, std::nullopt});
  report({"wrong \"ones\"", 0, "cases", "0", true, 42});
  EXPECT_EQ(file.text(),
            "{\"name\":\"speed\",\"value\":1.25E0,\"unit\":\"x\",\"goal\":\"<= 1.5 "
            "x\",\"holds\":true,\"seed\":null}\n"
            "{\"name\":\"wrong "
            "\\\"ones\\\"\",\"value\":0E0,\"unit\":\"cases\",\"goal\":\"0\",\"holds\":true,"
            "\"seed\":42}\n");
}

TEST(Figures, OfDefectsSayWhetherOneWasFoundAndNothingOfASample) {
  const FigureFile file;
  report_defects("views", {100, 2'000, 5}, true);
  EXPECT_EQ(file.text(), "");
  report_defects("views", {2'000, 2'000, 5}, true);
  report_defects("views", {2'000, 2'000, 5}, false);
  const std::string text = file.text();
  EXPECT_NE(text.find("\"value\":1E0,\"unit\":\"found\",\"goal\":\"0\",\"holds\":false"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\"value\":0E0,\"unit\":\"found\",\"goal\":\"0\",\"holds\":true"),
            std::string::npos)
      << text;
}

TEST(Figures, GoNowhereWithoutThatVariable) {
  const Variable none("BACK_FIGURES", nullptr);
  EXPECT_NO_THROW(report({"speed", 1, "x", "1 x", true, std::nullopt}));
}

}  // namespace
}  // namespace back::testing
