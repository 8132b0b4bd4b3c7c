// The operator's files - directory and network policy -, the home folder, leases, safe
// text.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/home.hpp"
#include "core/lease.hpp"
#include "core/network_file.hpp"
#include "core/printable.hpp"
#include "core/strict_file.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

namespace fs = std::filesystem;

// Network file ---

TEST(NetworkFile, SaysHowConnectionsLeaveTheMachine) {
  const TemporaryFolder folder;
  write_file(folder / "ca.pem", "certificates");
  write_file(folder / "network.yaml",
             "ca_file: " + (folder / "ca.pem") +
                 "\nproxy: http://proxy.example:3128\nallow_private: true\nconnect_to:\n"
                 "  - api.example.com:443:127.0.0.1:8443\n  - b.example:443:[::1]:9443\n");
  const NetworkPolicy policy = read_network_file(folder / "network.yaml");
  EXPECT_EQ(policy.ca_file, folder / "ca.pem");
  EXPECT_EQ(policy.proxy, "http://proxy.example:3128");
  EXPECT_TRUE(policy.allow_private);
  EXPECT_EQ(policy.connect_to, (std::vector<std::string>{"api.example.com:443:127.0.0.1:8443",
                                                         "b.example:443:[::1]:9443"}));
}

TEST(NetworkFile, WithoutEntriesChangesNothing) {
  const NetworkPolicy policy = parse_network("connect_to: []\n", "n");
  EXPECT_FALSE(policy.allow_private);
  EXPECT_EQ(policy.ca_file + policy.proxy, "");
}

TEST(NetworkFile, RefusesWhatItDoesNotKnowAndAnythingThatCouldWeakenVerification) {
  const char* const bad[] = {
      "verify: false",
      "insecure: true",
      "tls_min: '1.0'",
      "verify_peer: false",
      "ca_path: /etc",
      "allow_http: true",
      "ca_file: relative.pem",
      "ca_file: ''",
      "proxy: ftp://proxy:1",
      "proxy: socks5://proxy:1080",
      "proxy: proxy:3128",
      "proxy: http://user:secret@proxy:3128",
      "proxy: http://proxy",
      "proxy: http://proxy:0",
      "proxy: http://proxy:70000",
      "proxy: 'http://proxy:3128/path'",
      "proxy: \"http://proxy:31\\n28\"",
      "allow_private: 1",
      "allow_private: maybe",
      "connect_to: a:443:b:443",
      "connect_to: ['a:443']",
      "connect_to: ['a:443:b']",
      "connect_to: ['a:0:b:443']",
      "connect_to: ['a:443:b:443:c']",
      "connect_to: [':443:b:443']",
      "connect_to: ['a b:443:b:443']",
      "connect_to: [1]",
      "allow_private: true\nallow_private: false",
      "[]",
      "text",
  };
  for (const char* text : bad)
    EXPECT_NE(code_of([&] { parse_network(text, "network.yaml"); }), "") << text;
}

TEST(NetworkFile, NamesTheLineOfAMistake) {
  EXPECT_EQ(sentence_of([] {
              parse_network("allow_private: true\nverify: false\n", "network.yaml");
            }).substr(0, std::string("network.yaml:2:1:").size()),
            "network.yaml:2:1:");
}

TEST(NetworkFile, MustBeOutOfOthersReach) {
  const TemporaryFolder folder;
  const std::string path = folder / "network.yaml";
  write_file(path, "allow_private: true\n", 0666);
  EXPECT_EQ(code_of([&] { read_network_file(path); }), "writable");
  write_file(path, "allow_private: true\n", 0644);
  EXPECT_EQ(code_of([&] { read_network_file(path); }), "");
  fs::create_symlink(path, folder / "link.yaml");
  EXPECT_EQ(code_of([&] { read_network_file(folder / "link.yaml"); }), "symbolic_link");
  EXPECT_EQ(code_of([&] { read_network_file("network.yaml"); }), "not_absolute");
  write_file(folder / "ca.pem", "certificates", 0666);
  write_file(path, "ca_file: " + (folder / "ca.pem") + "\n");
  EXPECT_EQ(code_of([&] { read_network_file(path); }), "writable") << "the bundle, too";
  write_file(path, std::string(300u << 10, '#'));
  EXPECT_EQ(code_of([&] { read_network_file(path); }), "too_large");
}

// Directory ---

TEST(DirectoryFile, FindsPeopleByIdAndByAddress) {
  const auto directory = small_company();
  EXPECT_EQ(directory->organisation().name, "Acme");
  EXPECT_EQ(directory->expert("erin")->email, "erin@example.com");
  EXPECT_TRUE(directory->expert(" ERIN@example.com")->admin);
  EXPECT_FALSE(directory->expert("omar")->admin);
  EXPECT_FALSE(directory->expert("dana").has_value());
  EXPECT_EQ(directory->request("R-1")->requester.email, "dana@example.com");
  EXPECT_FALSE(directory->request("R-7").has_value());
}

TEST(DirectoryFile, RefusesWhatCouldBeUnderstoodInTwoWays) {
  const std::string teams = "organisation: {id: a, name: A}\nteams: [{id: it, name: IT}]\n";
  const std::string none = "experts: []\nrequests: []\n";
  const std::string erin = "{id: e, name: E, email: e@x.example, teams: [it]}";
  const std::string bad[] = {
      "",
      teams,
      teams + none + "more: 1\n",
      "organisation: {id: a, name: A}\nteams: [{id: it, name: IT}, {id: it, name: Other}]\n" + none,
      teams + "experts: [{id: e, name: E, email: e@x.example, teams: [hr]}]\nrequests: []\n",
      teams + "experts: [" + erin + ", {id: e, name: F, email: f@x.example}]\nrequests: []\n",
      teams + "experts: [" + erin + ", {id: f, name: F, email: E@X.example}]\nrequests: []\n",
      teams + "experts: [{id: e, name: E, email: e@x.example, admin: 'yes'}]\nrequests: []\n",
      teams +
          "experts: []\nrequests: [{id: R, team: hr, requester: {id: d, name: D, email: "
          "d@x.example}}]\n",
      teams +
          "experts: []\nrequests: [{id: R, team: it, requester: {id: d, name: D, email: ''}}]\n",
      teams + "experts: []\nrequests: [{id: R, team: it}]\n",
  };
  for (const auto& text : bad)
    EXPECT_EQ(code_of([&] { parse_directory(text, "d.yaml"); }), "bad_file") << text;
  EXPECT_EQ(code_of([&] {
              parse_directory(teams + "experts: [" + erin + "]\nrequests: []\n", "d.yaml");
            }),
            "");
}

TEST(DirectoryFile, MustBeOutOfOthersReach) {
  const TemporaryFolder folder;
  write_file(folder / "d.yaml",
             "organisation: {id: a, name: A}\nteams: []\nexperts: []\nrequests: []\n", 0664);
  EXPECT_EQ(code_of([&] { read_directory(folder / "d.yaml"); }), "writable");
  ::chmod((folder / "d.yaml").c_str(), 0644);
  EXPECT_EQ(code_of([&] { read_directory(folder / "d.yaml"); }), "");
}

// Home and leases ---

TEST(Home, IsMadeForThisUserAlone) {
  const TemporaryFolder folder;
  const std::string home = folder / "a/b/home";
  prepare_home(home);
  struct stat about {};
  ASSERT_EQ(::stat(home.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0700u);
  ::chmod(home.c_str(), 0770);
  EXPECT_EQ(code_of([&] { prepare_home(home); }), "parent_writable");
  ::chmod(home.c_str(), 01777);
  EXPECT_EQ(code_of([&] { prepare_home(home); }), "parent_writable")
      << "sticky is no excuse for the home itself";
  EXPECT_EQ(code_of([&] { prepare_home("home"); }), "not_absolute");
}

TEST(Lease, TellsTheLivingFromTheGone) {
  const TemporaryFolder folder;
  const std::string home = folder / "home";
  const Lease mine(home);
  std::string gone;
  {
    const Lease other(home);
    gone = other.name();
    EXPECT_NE(gone, mine.name());
    EXPECT_FALSE(mine.is_gone(gone));
  }
  EXPECT_TRUE(mine.is_gone(gone));
  EXPECT_TRUE(mine.is_gone(""));
  EXPECT_FALSE(mine.is_gone(mine.name()));
  EXPECT_FALSE(mine.is_gone("../../etc/passwd"));
  write_file(home + "/" + gone, "");  // as a killed process leaves it
  EXPECT_TRUE(mine.is_gone(gone));
  mine.tidy();
  EXPECT_FALSE(fs::exists(home + "/" + gone));
  EXPECT_TRUE(fs::exists(home + "/" + mine.name()));
}

// Text ---

TEST(Printable, LeavesGoodTextAloneAndTakesTheHarmOutOfTheRest) {
  const std::pair<std::string, std::string> cases[] = {
      {"Žofie Müller 李 😀 e\xCC\x81", "Žofie Müller 李 😀 e\xCC\x81"},
      {"a\nb\r\tc", "a b  c"},
      {"\x1B[31mred\x1B]0;title\x07", "\xEF\xBF\xBD[31mred\xEF\xBF\xBD]0;title\xEF\xBF\xBD"},
      {"x\xC2\x9B"
       "31m",
       "x\xEF\xBF\xBD"
       "31m"},
      {"\xE2\x80\xAEgpj.exe", "\xEF\xBF\xBDgpj.exe"},
      {"\xE2\x80\xA8line", " line"},
      {"\xEF\xBB\xBF", "\xEF\xBF\xBD"},
      {"\xF3\xA0\x81\x81", "\xEF\xBF\xBD"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {std::string("\0\x7F", 2), "\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  for (const auto& [text, safe] : cases) EXPECT_EQ(printable(text), safe);
}

TEST(Printable, NeverGivesAControlCharacterForAnyTwoBytes) {
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b) {
      const std::string safe = printable(std::string{static_cast<char>(a), static_cast<char>(b)});
      for (const char c : safe) EXPECT_FALSE((c >= 0 && c < ' ') || c == 0x7F) << a << " " << b;
      EXPECT_EQ(printable(safe), safe);
    }
}

}  // namespace
}  // namespace back::host::test
