// What the host keeps, and that it is still there afterwards: the same of both stores, but that one
// ends with the process.
#include <gtest/gtest.h>

#include "core/durable_store.hpp"
#include "core/memory_store.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

ConnectionRecord connection(const std::string& id) {
  ConnectionRecord record;
  record.id = id;
  record.organisation = "acme";
  record.plugin = "ledger";
  record.config = "{}";
  record.teams = {"it", "hr"};
  record.created_at = "2026";
  return record;
}

ChangePtr change(const std::string& key) {
  ChangeRecord record;
  record.key = key;
  record.organisation = "acme";
  record.connection = "c";
  record.request = "R-1";
  record.action = "act";
  record.runner = "run-1";
  record.started_at = "2026-" + key;
  return std::make_shared<const ChangeRecord>(std::move(record));
}

TimelineRecord line(const std::string& key, const std::string& text) {
  return {key, "acme", "R-1", "2026", text};
}

enum class Kind { durable, memory };

class KeptStore : public ::testing::TestWithParam<Kind> {
 protected:
  KeptStore() {
    if (GetParam() == Kind::memory)
      store_ = std::make_unique<MemoryStore>();
    else
      reopen();
  }
  // As if the process had ended.
  void reopen() {
    if (GetParam() == Kind::memory) return;
    store_.reset();
    store_ = std::make_unique<DurableStore>(folder_ / "store.sqlite");
  }
  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

INSTANTIATE_TEST_SUITE_P(OfEachKind, KeptStore, ::testing::Values(Kind::durable, Kind::memory),
                         [](const auto& each) {
                           return each.param == Kind::durable ? "Durable" : "InMemory";
                         });

TEST_P(KeptStore, KeepsConnectionsWithTheirSecrets) {
  const std::string bytes("\0sealed\xFF", 8);
  store_->add(connection("c-1"), {{"token", bytes}});
  store_->add(connection("c-2"), {});
  reopen();
  const auto found = store_->connection("c-1");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->teams, (std::vector<std::string>{"it", "hr"}));
  EXPECT_EQ(found->revision, 1);
  EXPECT_EQ(store_->secrets("c-1").at(0).sealed, bytes);
  EXPECT_EQ(store_->connections("acme").size(), 2u);
  EXPECT_TRUE(store_->connections("other").empty());
  EXPECT_EQ(code_of([&] { store_->add(connection("c-1"), {}); }), "store");
}

TEST_P(KeptStore, CountsEachChangeOfAConnection) {
  store_->add(connection("c-1"), {{"token", "a"}});
  store_->set_teams("c-1", {"fin"});
  store_->set_secrets("c-1", {{"token", "b"}});
  store_->set_status("c-1", ConnectionStatus::kReconnectNeeded, "why", "{\"x\":1}");
  reopen();
  const auto found = store_->connection("c-1");
  EXPECT_EQ(found->revision, 3);
  EXPECT_EQ(found->teams, std::vector<std::string>{"fin"});
  EXPECT_EQ(found->status, ConnectionStatus::kReconnectNeeded);
  EXPECT_EQ(found->reason, "why");
  EXPECT_EQ(found->check, "{\"x\":1}");
  EXPECT_EQ(store_->secrets("c-1").at(0).sealed, "b");
  store_->set_status("c-1", ConnectionStatus::kConnected, "");
  EXPECT_EQ(store_->connection("c-1")->check, "{\"x\":1}") << "an empty check leaves the last one";
}

TEST_P(KeptStore, AConnectionStaysAsItWasForWhoeverAskedBefore) {
  store_->add(connection("c-1"), {{"token", "a"}});
  const auto before = store_->connection("c-1");
  store_->set_teams("c-1", {"fin"});
  store_->set_status("c-1", ConnectionStatus::kReconnectNeeded, "why", "{}");
  store_->set_secrets("c-1", {{"token", "b"}});
  store_->remove("c-1");
  EXPECT_EQ(before->teams, (std::vector<std::string>{"it", "hr"}));
  EXPECT_EQ(before->status, ConnectionStatus::kConnected);
  EXPECT_EQ(before->reason, "");
  EXPECT_EQ(before->revision, 1);
}

TEST_P(KeptStore, RemovesAConnectionWithAllThatBelongsToIt) {
  store_->add(connection("c-1"), {{"token", "a"}});
  store_->pick({"c-1", "dana", "acc", "Dana", "dana@x", "erin", "2026"});
  store_->saw({"erin", "R-1", "c-1", "{}", "2026"});
  store_->remove("c-1");
  EXPECT_EQ(store_->connection("c-1"), nullptr);
  EXPECT_TRUE(store_->secrets("c-1").empty());
  EXPECT_FALSE(store_->picked("c-1", "dana").has_value());
  EXPECT_FALSE(store_->seen("erin", "R-1", "c-1").has_value());
}

TEST_P(KeptStore, RemembersPicksAndWhatWasSeen) {
  store_->add(connection("c-1"), {});
  store_->pick({"c-1", "dana", "acc-1", "Dana", "dana@x", "erin", "2026"});
  store_->pick({"c-1", "dana", "acc-2", "Dana", "dana@y", "omar", "2027"});
  store_->saw({"erin", "R-1", "c-1", "{\"a\":1}", "2026"});
  store_->saw({"erin", "R-1", "c-1", "{\"a\":2}", "2026"});
  reopen();
  EXPECT_EQ(store_->picked("c-1", "dana")->account, "acc-2");
  EXPECT_EQ(store_->seen("erin", "R-1", "c-1")->view, "{\"a\":2}");
  EXPECT_FALSE(store_->seen("omar", "R-1", "c-1").has_value())
      << "each expert has seen what he has seen";
  store_->forget_pick("c-1", "dana");
  store_->forget_seen("R-1", "c-1");
  EXPECT_FALSE(store_->picked("c-1", "dana").has_value());
  EXPECT_FALSE(store_->seen("erin", "R-1", "c-1").has_value());
}

TEST_P(KeptStore, BeginsAChangeOfOneKeyOnce) {
  EXPECT_TRUE(store_->begin(change("k")));
  EXPECT_FALSE(store_->begin(change("k")));
  reopen();
  EXPECT_FALSE(store_->begin(change("k")));
  ASSERT_EQ(store_->pending().size(), 1u);
  EXPECT_FALSE(store_->pending()[0].note.has_value());
}

TEST_P(KeptStore, KeepsTheLastNoteOfEachChange) {
  store_->begin(change("k1"));
  store_->begin(change("k2"));
  store_->keep_notes({{"k1", "one"}, {"k2", "other"}});
  store_->keep_notes({{"k1", "two"}});
  reopen();
  EXPECT_EQ(store_->change("k1")->note, "two");
  EXPECT_EQ(store_->change("k2")->note, "other");
}

TEST_P(KeptStore, EndsAChangeOnceTogetherWithItsLine) {
  store_->begin(change("k"));
  store_->postpone("k", line("k", "unknown"));
  EXPECT_EQ(store_->change("k")->settle_attempts, 1);
  EXPECT_EQ(store_->change("k")->runner, "");
  EXPECT_TRUE(store_->end("k", "done", line("k", "done")));
  EXPECT_FALSE(store_->end("k", "failed", line("k", "failed")));
  store_->postpone("k", line("k", "late"));
  store_->keep_notes({{"k", "late note"}});
  reopen();
  EXPECT_EQ(store_->change("k")->outcome, "done");
  EXPECT_FALSE(store_->change("k")->note.has_value());
  ASSERT_EQ(store_->timeline("acme", "R-1").size(), 1u);
  EXPECT_EQ(store_->timeline("acme", "R-1")[0].line, "done");
  EXPECT_TRUE(store_->pending().empty());
  EXPECT_TRUE(store_->timeline("other", "R-1").empty());
}

TEST_P(KeptStore, GivesAChangeToOneOfThoseWhoClaimIt) {
  store_->begin(change("k"));
  EXPECT_FALSE(store_->claim("k", "run-9", "run-2"));
  EXPECT_TRUE(store_->claim("k", "run-1", "run-2"));
  EXPECT_FALSE(store_->claim("k", "run-1", "run-3"));
  EXPECT_FALSE(store_->claim("other", "run-1", "run-3"));
}

TEST_P(KeptStore, TellsPendingChangesAndTimelinesInTheirOrder) {
  for (const char* key : {"k2", "k1", "k3"}) store_->begin(change(key));
  store_->postpone("k3", line("k3", "first"));
  store_->end("k2", "done", line("k2", "second"));
  store_->end("k3", "done", line("k3", "first, ended"));
  ASSERT_EQ(store_->pending().size(), 1u);
  EXPECT_EQ(store_->pending()[0].key, "k1");
  store_->begin(change("k0"));
  EXPECT_EQ(store_->pending().at(0).key, "k0") << "the oldest first";
  const auto lines = store_->timeline("acme", "R-1");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].line, "first, ended");
  EXPECT_EQ(lines[1].line, "second");
}

TEST_P(KeptStore, KnowsNothingOfConnectionsThatAreNotThere) {
  store_->saw({"erin", "R-1", "gone", "{}", "2026"});
  EXPECT_FALSE(store_->seen("erin", "R-1", "gone").has_value());
  store_->set_teams("gone", {"it"});
  store_->set_status("gone", ConnectionStatus::kConnected, "");
  store_->forget_pick("gone", "dana");
  store_->remove("gone");
  EXPECT_EQ(store_->connection("gone"), nullptr);
  EXPECT_EQ(code_of([&] { store_->set_secrets("gone", {}); }), "unknown_connection");
  EXPECT_EQ(code_of([&] {
              store_->pick({"gone", "dana", "a", "", "", "", ""});
            }),
            "unknown_connection");
}

TEST(DurableStore, GivesAChangeToOneProcess) {
  const TemporaryFolder folder;
  DurableStore store(folder / "store.sqlite");
  store.begin(change("k"));
  DurableStore second(folder / "store.sqlite");
  EXPECT_TRUE(second.claim("k", "run-1", "run-2"));
  EXPECT_FALSE(store.claim("k", "run-1", "run-3"));
}

TEST(DurableStore, GoesOnWithWhatItsFirstVersionHasWritten) {
  const TemporaryFolder folder;
  {
    DurableStore store(folder / "store.sqlite");
    EXPECT_TRUE(store.begin(change("k1")));
    Database database(folder / "store.sqlite");
    database.run("ALTER TABLE changes ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''");
    database.run("PRAGMA user_version = 1");
  }
  for (int i = 0; i < 2; ++i) {
    DurableStore store(folder / "store.sqlite");
    EXPECT_FALSE(store.begin(change("k1")));
    EXPECT_EQ(store.change("k1")->started_at, "2026-k1");
  }
  EXPECT_TRUE(DurableStore(folder / "store.sqlite").begin(change("k2")));
}

TEST(DurableStore, RefusesWhatALaterVersionHasWritten) {
  const TemporaryFolder folder;
  DurableStore(folder / "store.sqlite");
  Database(folder / "store.sqlite").run("PRAGMA user_version = 99");
  EXPECT_EQ(code_of([&] { DurableStore(folder / "store.sqlite"); }), "store");
}

TEST(DurableStore, RefusesADamagedFile) {
  const TemporaryFolder folder;
  write_file(folder / "store.sqlite", std::string(4096, 'x'));
  EXPECT_EQ(code_of([&] { DurableStore(folder / "store.sqlite"); }), "store");
}

}  // namespace
}  // namespace back::host::test
