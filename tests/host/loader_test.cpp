// Which files are loaded as plugins, and which are not: each refusal for its own reason.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "core/crypto.hpp"
#include "core/descriptor.hpp"
#include "core/library.hpp"
#include "core/loader.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

namespace fs = std::filesystem;

// A folder of plugins, with the puppet in it.
class Loader : public ::testing::Test {
 protected:
  Loader() {
    fs::create_directory(folder_ / "plugins");
    fs::permissions(rules_.folder, fs::perms::owner_all);
    fs::copy_file(std::string(BACK_FIXTURES) + "/puppet.so", puppet_);
    ::chmod(puppet_.c_str(), 0755);
  }

  std::string load(const std::string& path) {
    return code_of([&] { load_plugin(path, rules_); });
  }
  std::string load_odd(const std::string& name) {
    const std::string path = rules_.folder + "/" + name + ".so";
    fs::copy_file(std::string(BACK_ODD_FIXTURES) + "/" + name + ".so", path);
    ::chmod(path.c_str(), 0755);
    return load(path);
  }

  TemporaryFolder folder_;
  LoadRules rules_{folder_ / "plugins", {}};
  std::string puppet_ = rules_.folder + "/puppet.so";
};

TEST_F(Loader, LoadsAPluginThatKeepsTheRules) {
  const PluginPtr plugin = load_plugin(puppet_, rules_);
  EXPECT_EQ(plugin->id, "puppet");
  EXPECT_EQ(plugin->version, "1.0.0");
  EXPECT_EQ(plugin->sha256.size(), 64u);
  EXPECT_EQ(plugin->manifest.title, "Puppet");
  EXPECT_NE(plugin->cancel, nullptr);
}

TEST_F(Loader, LoadsTheSameBytesOnce) {
  fs::copy_file(puppet_, rules_.folder + "/copy.so");
  EXPECT_EQ(load_plugin(puppet_, rules_)->table,
            load_plugin(rules_.folder + "/copy.so", rules_)->table);
}

// Each odd library, and the reason for which it must be refused; empty: it must be loaded.
const std::map<std::string, std::string> kOdd = {
    {"odd_no_entry", "no_entry"},
    {"odd_null_table", "no_table"},
    {"odd_bad_magic", "bad_magic"},
    {"odd_misaligned", "bad_magic"},
    {"odd_small_size", "bad_size"},
    {"odd_huge_size", "bad_size"},
    {"odd_bad_major", "bad_major"},
    {"odd_host_too_old", "host_too_old"},
    {"odd_no_manifest", "bad_manifest"},
    {"odd_broken_manifest", "bad_manifest"},
    {"odd_wrong_manifest", "bad_manifest"},
    {"odd_other_id", "bad_manifest"},
    {"odd_other_version", "bad_manifest"},
    {"odd_other_minor", "bad_manifest"},
    {"odd_throws_in_entry", "entry_failed"},
    {"odd_no_open", "missing_functions"},
    {"odd_no_close", "missing_functions"},
    {"odd_no_start", "missing_functions"},
    {"odd_no_proceed", "missing_functions"},
    {"odd_unresolved", "not_loadable"},
    {"odd_truncated", ""},
    {"odd_longer", ""},
};

TEST_F(Loader, JudgesTheTableFieldByField) {
  for (const auto& [name, code] : kOdd) EXPECT_EQ(load_odd(name), code) << name;
  EXPECT_EQ(sentence_of([&] { load_plugin(rules_.folder + "/odd_other_minor.so", rules_); }),
            "Its table says that it needs a host of interface 1.0, its manifest 1.1.");
}

TEST_F(Loader, UsesNoFieldBehindTheEndOfAShorterTable) {
  ASSERT_EQ(load_odd("odd_truncated"), "");
  const PluginPtr plugin = load_plugin(rules_.folder + "/odd_truncated.so", rules_);
  EXPECT_EQ(plugin->cancel, nullptr);
  EXPECT_EQ(plugin->proceed, nullptr);
  EXPECT_EQ(plugin->get_extension, nullptr);
}

TEST_F(Loader, ReportsTheDynamicLoadersOwnReason) {
  load_odd("odd_unresolved");
  EXPECT_NE(sentence_of([&] {
              load_plugin(rules_.folder + "/odd_unresolved.so", rules_);
            }).find("nobody_defines_this"),
            std::string::npos);
}

TEST_F(Loader, HasASentenceForEachReasonOfItsOwn) {
  std::set<std::string> sentences;
  std::set<std::string> codes;
  for (const auto& [name, code] : kOdd) {
    if (code.empty() || !codes.insert(code).second) continue;
    load_odd(name);
    const std::string path = rules_.folder + "/" + name + ".so";
    sentences.insert(sentence_of([&] { load_plugin(path, rules_); }));
  }
  EXPECT_EQ(sentences.size(), codes.size());
}

TEST_F(Loader, RefusesPathsThatAreNotPlain) {
  fs::copy_file(puppet_, rules_.folder + "/" + std::string(250, 'p') + ".so");
  EXPECT_EQ(load(rules_.folder + "/" + std::string(250, 'p') + ".so"), "") << "long, but plain";
  EXPECT_EQ(load("puppet.so"), "not_absolute");
  EXPECT_EQ(load(""), "not_absolute");
  EXPECT_EQ(load(rules_.folder + "/../plugins/puppet.so"), "not_absolute");
  EXPECT_EQ(load(rules_.folder + "/./puppet.so"), "not_absolute");
  EXPECT_EQ(load(rules_.folder + "//puppet.so"), "not_absolute");
  EXPECT_EQ(load(puppet_ + "/"), "not_absolute");
  EXPECT_EQ(load(puppet_ + std::string("\0x", 2)), "not_absolute");
  EXPECT_EQ(load("/" + std::string(5000, 'a')), "not_absolute");
  EXPECT_EQ(load(std::string(BACK_FIXTURES) + "/puppet.so"), "outside_root");
  EXPECT_EQ(load(rules_.folder), "outside_root");
  EXPECT_EQ(load(rules_.folder + "/nothing.so"), "not_found");
  EXPECT_EQ(load(puppet_ + "/deeper.so"), "not_found");
}

TEST_F(Loader, RefusesWhatIsNoRegularFile) {
  fs::create_symlink(puppet_, rules_.folder + "/link.so");
  EXPECT_EQ(load(rules_.folder + "/link.so"), "symbolic_link");
  fs::create_directory(rules_.folder + "/folder.so");
  EXPECT_EQ(load(rules_.folder + "/folder.so"), "not_regular");
  ASSERT_EQ(::mkfifo((rules_.folder + "/fifo.so").c_str(), 0600), 0);
  EXPECT_EQ(load(rules_.folder + "/fifo.so"), "not_regular") << "and does not wait for a writer";
  fs::create_symlink("/dev/zero", rules_.folder + "/device.so");
  EXPECT_EQ(load(rules_.folder + "/device.so"), "symbolic_link");
}

TEST_F(Loader, RefusesAFolderBehindASymbolicLink) {
  fs::create_symlink(rules_.folder, folder_ / "alias");
  rules_.folder = folder_ / "alias";
  EXPECT_EQ(load(rules_.folder + "/puppet.so"), "symbolic_link");
}

TEST_F(Loader, RefusesWhatOthersCouldChange) {
  for (const mode_t mode : {0775u, 0757u, 0777u}) {
    ::chmod(puppet_.c_str(), mode);
    EXPECT_EQ(load(puppet_), "writable") << mode;
  }
  ::chmod(puppet_.c_str(), 0755);
  for (const mode_t mode : {0775u, 0757u, 0777u}) {
    ::chmod(rules_.folder.c_str(), mode);
    EXPECT_EQ(load(puppet_), "parent_writable") << mode;
  }
  ::chmod(rules_.folder.c_str(), 0700);
  ::chmod(folder_.path().c_str(), 0777);
  EXPECT_EQ(load(puppet_), "parent_writable") << "also further up";
  ::chmod(folder_.path().c_str(), 0700);
  EXPECT_EQ(load(puppet_), "");
}

TEST_F(Loader, AcceptsAStickyFolderOfRootOnly) {
  ::chmod(folder_.path().c_str(), 01777);
  EXPECT_EQ(load(puppet_), ::geteuid() == 0 ? "" : "parent_writable");
}

TEST_F(Loader, RefusesWhatBelongsToAnotherUser) {
  if (::geteuid() != 0) {
    EXPECT_EQ(::chown(puppet_.c_str(), 4242, 4242), -1) << "only root can set this up";
    return;
  }
  ASSERT_EQ(::chown(puppet_.c_str(), 4242, 4242), 0);
  EXPECT_EQ(load(puppet_), "foreign_owner");
  ASSERT_EQ(::chown(puppet_.c_str(), 0, 0), 0);
  ASSERT_EQ(::chown(rules_.folder.c_str(), 4242, 4242), 0);
  EXPECT_EQ(load(puppet_), "parent_foreign_owner");
}

TEST_F(Loader, ComparesWithThePin) {
  const std::string hash = sha256_hex(read_file(puppet_));
  rules_.pins["puppet.so"] = hash;
  EXPECT_EQ(load_plugin(puppet_, rules_)->sha256, hash);
  rules_.pins["puppet.so"] = std::string(64, '0');
  EXPECT_EQ(load(puppet_), "wrong_hash");
}

TEST_F(Loader, LooksAtThePinBeforeAnythingOfTheFileIsRead) {
  write_file(rules_.folder + "/text.so", "no library at all", 0600);
  rules_.pins["text.so"] = std::string(64, '0');
  EXPECT_EQ(load(rules_.folder + "/text.so"), "wrong_hash");
  rules_.pins.clear();
  EXPECT_EQ(load(rules_.folder + "/text.so"), "damaged");
}

TEST_F(Loader, RefusesDamagedLibrariesWhereverTheDamageIs) {
  const std::string whole = read_file(std::string(BACK_ODD_FIXTURES) + "/odd_longer.so");
  const std::string path = rules_.folder + "/damaged.so";
  const auto is_refused = [&](const std::string& bytes) {
    write_file(path, bytes, 0600);
    const std::string code = load(path);
    return code == "damaged" || code == "no_entry";
  };
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{63}, std::size_t{64},
                                 whole.size() / 2, whole.size() - 1})
    EXPECT_TRUE(is_refused(whole.substr(0, size))) << size;
  // Every field of the ELF header that locates or sizes a table, set to the largest value.
  for (const std::size_t at : {std::size_t{4}, std::size_t{16}, std::size_t{18}, std::size_t{40},
                               std::size_t{58}, std::size_t{62}}) {
    std::string bytes = whole;
    for (std::size_t i = 0; i < 2; ++i) bytes.at(at + i) = '\xFF';
    EXPECT_TRUE(is_refused(bytes)) << at;
  }
}

TEST_F(Loader, ReadsTheSymbolsOfDamagedTablesWithoutHarm) {
  // Bytes all over the tables of sections and symbols in turn: refused or read, never a crash.
  // Nothing is executed.
  const std::string whole = read_file(std::string(BACK_ODD_FIXTURES) + "/odd_null_table.so");
  const std::string path = rules_.folder + "/damaged.so";
  std::uint64_t table = 0;
  std::memcpy(&table, whole.data() + 40, sizeof table);
  ASSERT_LT(table, whole.size());
  std::size_t refused = 0;
  for (std::size_t at = table / 2; at < whole.size(); at += 11) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x7F);
    write_file(path, bytes, 0600);
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const std::string code = code_of([&] { exports_symbol(file.get(), BACK_PLUGIN_V1_NAME); });
    EXPECT_TRUE(code.empty() || code == "damaged") << at;
    refused += !code.empty();
  }
  EXPECT_GT(refused, 0u);
}

TEST_F(Loader, ListsEveryPluginOnceWithWhatIsWrong) {
  fs::copy_file(std::string(BACK_ODD_FIXTURES) + "/odd_bad_major.so", rules_.folder + "/a.so");
  fs::copy_file(puppet_, rules_.folder + "/second.so");
  write_file(rules_.folder + "/notes.txt", "not a plugin");
  ::chmod((rules_.folder + "/a.so").c_str(), 0755);
  const auto lines = load_plugins(rules_);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].code, "bad_major");
  EXPECT_EQ(lines[0].plugin, nullptr);
  ASSERT_NE(lines[1].plugin, nullptr);
  EXPECT_EQ(lines[2].code, "duplicate_id");
}

TEST_F(Loader, SaysWhyAFolderCannotBeRead) {
  rules_.folder = folder_ / "nothing";
  auto lines = load_plugins(rules_);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].code, "not_found");
  rules_.folder = "plugins";
  lines = load_plugins(rules_);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].code, "not_absolute");
}

TEST_F(Loader, LoadsNothingThatIsSwappedInMeanwhile) {
  // Somebody who may write here swaps the file all the time; only the pinned bytes may ever be
  // loaded.
  const std::string good = read_file(puppet_);
  rules_.pins["puppet.so"] = sha256_hex(good);
  std::atomic<bool> ending{false};
  std::thread swapper([&] {
    for (bool evil = true; !ending; evil = !evil) {
      const std::string draft = folder_ / "draft";
      write_file(draft, evil ? "evil" + good : good, 0600);
      fs::rename(draft, puppet_);
    }
  });
  std::size_t loaded = 0;
  for (int i = 0; i < 50; ++i) {
    const std::string code = load(puppet_);
    loaded += code.empty();
    EXPECT_TRUE(code.empty() || code == "wrong_hash") << code;
  }
  ending = true;
  swapper.join();
  RecordProperty("loaded", static_cast<int>(loaded));
}

}  // namespace
}  // namespace back::host::test
