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
#include "okta_emulator/organisation.hpp"

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

TEST_F(ProgramTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(Program({"--sed", "x"}).end(0), 2);
  EXPECT_EQ(Program({"--seed", (folder_ / "none.json").string()}).end(0), 2);
  EXPECT_EQ(Program({"--help"}).end(0), 0);
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

// The first block of that language in a Markdown text.
std::string block_of(const std::string& text, const std::string& language) {
  const std::string opening = "```" + language + "\n";
  const auto start = text.find(opening);
  if (start == std::string::npos) return {};
  const auto from = start + opening.size();
  return text.substr(from, text.find("```", from) - from);
}

TEST_F(ProgramTest, DoesWhatItsReadmeShows) {
  const std::string commands = block_of(text_of("tests/emulators/okta/README.md"), "sh");
  ASSERT_FALSE(commands.empty());
  const std::filesystem::path program = std::getenv("OKTA_EMULATOR");
  std::ofstream(folder_ / "readme.sh")
      << "set -e\ncd " << folder_ << "\nPATH=" << program.parent_path() << ":$PATH\n"
      << "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
      << commands;
  const std::string run =
      "bash " + (folder_ / "readme.sh").string() + " > " + (folder_ / "out").string() + " 2>&1";
  EXPECT_EQ(std::system(run.c_str()), 0) << text_of(folder_ / "out");
  EXPECT_THAT(text_of(folder_ / "out"), testing::HasSubstr("LOCKED_OUT"));
}

TEST(Readme, ShowsASeedThatIsTaken) {
  const std::string seed = block_of(text_of("tests/emulators/okta/README.md"), "json");
  ASSERT_FALSE(seed.empty());
  EXPECT_NO_THROW(okta_emulator::Organisation{json::parse(seed)});
}

TEST(Readme, NamesPeopleAndTokensThatExist) {
  const std::string readme = text_of("tests/emulators/okta/README.md");
  const json::value seed = okta_emulator::back_demo_seed();
  const okta_emulator::Organisation organisation(seed);
  std::size_t named = 0;
  for (std::size_t at = readme.find("`00u"); at != std::string::npos;
       at = readme.find("`00u", at + 1)) {
    const auto user = organisation.user(readme.substr(at + 1, 20));
    ASSERT_TRUE(user) << readme.substr(at + 1, 20);
    const auto line = readme.rfind('\n', at) + 1;
    const std::string login(user->login());
    EXPECT_THAT(readme.substr(line, at - line),
                testing::HasSubstr(login.substr(0, login.find('@'))));
    ++named;
  }
  EXPECT_GE(named, 15U);
  for (const json::value& token : seed.at("tokens").as_array()) {
    EXPECT_THAT(readme, testing::HasSubstr(std::string(token.at("secret").as_string())));
  }
}

}  // namespace
}  // namespace emulator_test
