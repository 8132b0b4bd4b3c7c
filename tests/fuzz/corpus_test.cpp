// Every committed input through its target, so that targets stay true while the code changes. What
// fuzzing has found once is found here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "target.hpp"

namespace back::fuzz {
namespace {

std::vector<std::filesystem::path> inputs_of(const Target& target) {
  std::vector<std::filesystem::path> inputs;
  for (const auto& entry :
       std::filesystem::directory_iterator(FUZZ_CORPUS "/" + std::string(target.name)))
    inputs.push_back(entry.path());
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, KeepsEveryPromise) {
  const auto inputs = inputs_of(GetParam());
  EXPECT_GE(inputs.size(), 10U);
  for (const auto& input : inputs) EXPECT_NO_THROW(GetParam().run(contents(input))) << input;
}

TEST_P(Corpus, TheEmptyInputIsAnInputToo) { EXPECT_NO_THROW(GetParam().run({})); }

INSTANTIATE_TEST_SUITE_P(Of, Corpus, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace back::fuzz
