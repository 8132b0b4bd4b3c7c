// Secrets at rest: the vault, its key, and what a secret is bound to.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "core/sealing.hpp"
#include "core/vault.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

namespace fs = std::filesystem;

TEST(Vault, OpensOnlyWhatItHasSealedForTheSamePurpose) {
  const TemporaryFolder folder;
  const Vault vault = Vault::from_key_file(folder / "key");
  const std::string sealed = vault.seal("token", "purpose");
  EXPECT_EQ(vault.open(sealed, "purpose").reveal(), "token");
  EXPECT_EQ(Vault::from_key_file(folder / "key").open(sealed, "purpose").reveal(), "token")
      << "the key is kept";
  EXPECT_NE(vault.seal("token", "purpose"), sealed) << "never the same bytes twice";
  EXPECT_EQ(code_of([&] { (void)vault.open(sealed, "another purpose"); }), "sealed_otherwise");
  EXPECT_EQ(code_of([&] { (void)Vault::temporary().open(sealed, "purpose"); }), "sealed_otherwise");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(code_of([&] { (void)vault.open(changed, "purpose"); }), "sealed_otherwise") << i;
    EXPECT_EQ(code_of([&] { (void)vault.open(sealed.substr(0, i), "purpose"); }),
              "sealed_otherwise")
        << i;
  }
}

TEST(Vault, KeepsItsKeyToItself) {
  const TemporaryFolder folder;
  const std::string key = folder / "key";
  (void)Vault::from_key_file(key);
  struct stat about {};
  ASSERT_EQ(::stat(key.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0600u);
  EXPECT_EQ(read_file(key).size(), 32u);
  for (const mode_t mode : {0640u, 0604u, 0660u}) {
    ::chmod(key.c_str(), mode);
    EXPECT_EQ(code_of([&] { (void)Vault::from_key_file(key); }), "unsafe_file") << mode;
  }
  ::chmod(key.c_str(), 0600);
  fs::create_symlink(key, folder / "link");
  EXPECT_EQ(code_of([&] { (void)Vault::from_key_file(folder / "link"); }), "unsafe_file");
  write_file(folder / "short", "too short");
  EXPECT_EQ(code_of([&] { (void)Vault::from_key_file(folder / "short"); }), "damaged_key");
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown(key.c_str(), 4242, 4242), 0);
    EXPECT_EQ(code_of([&] { (void)Vault::from_key_file(key); }), "unsafe_file");
  }
}

TEST(Sealing, BindsASecretToTheConfigurationItWasEnteredFor) {
  const Vault vault = Vault::temporary();
  ConnectionRecord record;
  record.id = "c-1";
  record.organisation = "acme";
  record.plugin = "ledger";
  record.config = R"({"domain":"one"})";
  record.teams = {"it"};
  std::vector<NamedSecret> secrets;
  secrets.push_back({"token", Secret("abc")});
  const auto sealed = seal_all(vault, record, secrets);
  record.teams = {"hr"};
  EXPECT_EQ(unseal_all(vault, record, sealed).at(0).value.reveal(), "abc") << "teams may change";
  const auto refused = [&](auto change) {
    ConnectionRecord other = record;
    change(other);
    return code_of([&] { unseal_all(vault, other, sealed); });
  };
  EXPECT_EQ(refused([](auto& r) { r.config = R"({"domain":"two"})"; }), "sealed_otherwise");
  EXPECT_EQ(refused([](auto& r) { r.id = "c-2"; }), "sealed_otherwise");
  EXPECT_EQ(refused([](auto& r) { r.organisation = "other"; }), "sealed_otherwise");
  EXPECT_EQ(refused([](auto& r) { r.plugin = "other"; }), "sealed_otherwise");
  EXPECT_EQ(code_of([&] {
              unseal_all(vault, record, {{"pin", sealed[0].sealed}});
            }),
            "sealed_otherwise");
}

}  // namespace
}  // namespace back::host::test
