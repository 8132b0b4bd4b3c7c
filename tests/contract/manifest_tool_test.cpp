// The program back-manifest: what it prints, and how it exits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <sstream>

#include "json/strict_json.hpp"
#include "sample_file.hpp"
#include "sample_manifest.hpp"

namespace back::contract {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Ending {
  int exit_code = -1;
  std::string output;  // of both streams
};

Ending run(const std::string& arguments) {
  Ending result;
  FILE* pipe = popen((std::string(BACK_MANIFEST) + ' ' + arguments + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 4096> buffer;
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    result.output.append(buffer.data(), size);
  }
  const int status = pclose(pipe);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  return result;
}

std::string read(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string kFaulty = "spec: 1\nid: lamp\nid: lamp\n";

TEST(ManifestTool, ChecksEveryFileAndTellsAllFaults) {
  const SampleFile good(kSample);
  const SampleFile bad(kFaulty);
  const Ending fine = run("check " + good.path() + " manifests/okta.yaml");
  EXPECT_EQ(fine.exit_code, 0);
  EXPECT_THAT(fine.output, HasSubstr("Lamp 1.0.0, 2 actions, no fault."));
  EXPECT_THAT(fine.output, HasSubstr("Okta"));
  const Ending faulty = run("check " + bad.path() + ' ' + good.path());
  EXPECT_EQ(faulty.exit_code, 1);
  EXPECT_THAT(faulty.output, HasSubstr(bad.path() + ":3:1: The key \"id\" is there twice"));
  EXPECT_THAT(faulty.output, HasSubstr("no fault"));
}

TEST(ManifestTool, PrintsCanonicalJson) {
  const SampleFile good(kSample);
  const Ending result = run("json " + good.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(json::canonical(json::parse(result.output)) + '\n', result.output);
  EXPECT_THAT(result.output, StartsWith("{\"actions\":["));
}

TEST(ManifestTool, PrintsSchemasOfTheConfigurationAndOfActions) {
  const SampleFile good(kSample);
  const Ending configuration = run("schema " + good.path() + " --configuration");
  EXPECT_EQ(configuration.exit_code, 0);
  EXPECT_THAT(configuration.output, HasSubstr("\"required\":[\"room\",\"teams\"]"));
  EXPECT_THAT(configuration.output, testing::Not(HasSubstr("\"key\"")));
  const Ending action = run("schema " + good.path() + " --action switch_on");
  EXPECT_EQ(action.exit_code, 0);
  EXPECT_THAT(action.output, HasSubstr("\"enum\":[\"warm\",\"cold\"]"));
}

TEST(ManifestTool, EmbedsAManifestForCAndCpp) {
  const SampleFile good(kSample);
  const SampleFile cpp("");
  const SampleFile c("");
  const Ending result =
      run("embed " + good.path() + " --id lamp --cpp " + cpp.path() + " --c " + c.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output, "");
  EXPECT_THAT(read(cpp.path()), HasSubstr("namespace lamp::manifest {"));
  EXPECT_THAT(read(cpp.path()), HasSubstr("kVersion = \"1.0.0\""));
  EXPECT_THAT(read(c.path()), HasSubstr("#define LAMP_ID \"lamp\""));
  EXPECT_THAT(read(c.path()), HasSubstr("static const char LAMP_MANIFEST[] = {"));
}

struct Misuse {
  std::string arguments;
  int exit_code;
  std::string output;
};

TEST(ManifestTool, ExitsWith1ForFaultsAnd2ForMisuse) {
  const SampleFile good(kSample);
  const SampleFile bad(kFaulty);
  const Misuse misuses[] = {
      {"json " + bad.path(), 1, ":3:1: "},
      {"schema " + bad.path() + " --configuration", 1, ":3:1: "},
      {"embed " + bad.path(), 1, ":3:1: "},
      {"embed " + good.path() + " --id other", 1, "make them the same"},
      {"embed " + good.path() + " --cpp /nowhere/x.hpp", 2, "cannot be written"},
      {"schema " + good.path() + " --action fly", 2, "the actions are: switch_on switch_off"},
      {"schema " + good.path(), 2, ""},
      {"check /nowhere/x.yaml", 2, "cannot be opened (No such file or directory)."},
      {"check /", 2, "not a file of text"},
      {"check /dev/zero", 2, "not a file of text"},
      {"check", 2, "FILE"},
      {"frobnicate", 2, ""},
      {"", 2, ""},
      {"--help", 0, "Exit codes"},
  };
  for (const Misuse& misuse : misuses) {
    SCOPED_TRACE(misuse.arguments);
    const Ending result = run(misuse.arguments);
    EXPECT_EQ(result.exit_code, misuse.exit_code);
    EXPECT_THAT(result.output, HasSubstr(misuse.output));
  }
}

}  // namespace
}  // namespace back::contract
