// The program okta-emulator as a script sees it: a line of JSON, a CA file, an orderly end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "https_client.hpp"

namespace emulator_test {
namespace {

namespace json = boost::json;

// The program as a child whose standard output is read up to the end of the first line.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      const char* program = std::getenv("OKTA_EMULATOR");
      std::vector<char*> words{const_cast<char*>(program)};
      for (std::string& argument : arguments) words.push_back(argument.data());
      words.push_back(nullptr);
      execv(program, words.data());
      _exit(127);
    }
    close(ends[1]);
    char character = 0;
    while (read(ends[0], &character, 1) == 1 && character != '\n') line_ += character;
    close(ends[0]);
  }
  ~Program() {
    if (child_ > 0) end(SIGKILL);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  const std::string& line() const { return line_; }
  int end(int signal) {  // the exit status
    int status = 0;
    if (signal != 0) kill(child_, signal);
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }

 private:
  pid_t child_ = -1;
  std::string line_;
};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class ProgramTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("OKTA_EMULATOR") == nullptr) {
      GTEST_SKIP() << "OKTA_EMULATOR is not set: it names the program okta-emulator";
    }
    std::string folder = (std::filesystem::temp_directory_path() / "emulator-test-XXXXXX").string();
    folder_ = mkdtemp(folder.data());
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  std::filesystem::path folder_;
};

TEST_F(ProgramTest, SaysWhereItIsServesAndStopsOnSigterm) {
  const auto ca = folder_ / "ca.pem";
  Program program({"--ca", ca.string(), "--quiet"});
  const json::value ready = json::parse(program.line());
  EXPECT_EQ(ready.at("ca").as_string(), ca.string());
  EXPECT_EQ(ready.at("organisations").at(0).at("domain").as_string(), "back-demo.okta.com");
  HttpsClient client(text_of(ca), json::value_to<std::uint16_t>(ready.at("okta").at("port")));
  EXPECT_EQ(client.send("GET", "https://localhost/.well-known/okta-organization").status, 200);
  HttpsClient control(text_of(ca), json::value_to<std::uint16_t>(ready.at("control").at("port")));
  EXPECT_EQ(control.send("GET", "https://localhost/journal").status, 200);
  EXPECT_EQ(program.end(SIGTERM), 0);
}

TEST_F(ProgramTest, RemovesTheCaFolderItMadeItself) {
  Program program({"--quiet"});
  const std::string ca(json::parse(program.line()).at("ca").as_string());
  EXPECT_TRUE(std::filesystem::exists(ca));
  EXPECT_EQ(program.end(SIGINT), 0);
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(ca).parent_path()));
}

TEST_F(ProgramTest, ServesTheSeedsItIsGiven) {
  const auto seed = folder_ / "seed.json";
  std::ofstream(seed) << R"({"organisation":{"subdomain":"mini"}})";
  Program program({"--quiet", "--seed", seed.string()});
  EXPECT_THAT(program.line(), testing::HasSubstr("mini.okta.com"));
  EXPECT_EQ(program.end(SIGTERM), 0);
}

TEST_F(ProgramTest, RefusesABrokenSeedBeforeItIsReady) {
  const auto seed = folder_ / "seed.json";
  for (const char* text : {"{", R"({"organisation":{}})"}) {
    std::ofstream(seed, std::ios::trunc) << text;
    Program program({"--quiet", "--seed", seed.string()});
    EXPECT_EQ(program.line(), "");
    EXPECT_EQ(program.end(0), 1);
  }
}

}  // namespace
}  // namespace emulator_test
