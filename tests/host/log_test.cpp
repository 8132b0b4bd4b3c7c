// The operator's log, and the host as plugins see it.
#include <gtest/gtest.h>

#include <cstring>
#include <thread>

#include "core/abi_text.hpp"
#include "core/host_table.hpp"
#include "core/scribe.hpp"
#include "support/bench.hpp"

namespace back::host::test {
namespace {

TEST(Log, WritesOneSafeLineOfJson) {
  const LogLine line{"2026-01-01T00:00:00.000Z",
                     Level::kPluginMisbehaves,
                     "okay",
                     "two\nlines \x1B[31m",
                     {{"name", "\xE2\x80\xAEx"}, {"list", {1, "a\tb"}}}};
  EXPECT_EQ(
      json_line(line),
      R"({"at":"2026-01-01T00:00:00.000Z","level":"plugin_misbehaves","source":"okay","sentence":"two lines )"
      "\xEF\xBF\xBD"
      R"([31m","fields":{"name":")"
      "\xEF\xBF\xBD"
      R"(x","list":[1,"a b"]}})");
}

TEST(Log, DropsWhatIsBelowItsLevel) {
  std::size_t lines = 0;
  Log log([&](const LogLine&) { ++lines; }, Level::kWarning);
  log.write(Level::kInfo, "host", "quiet");
  log.write(Level::kError, "host", "loud");
  log.flush();
  EXPECT_EQ(lines, 1u);
}

TEST(Log, NeverWaitsForASlowSinkAndCountsWhatItDrops) {
  std::mutex gate;
  std::size_t lines = 0, dropped = 0;
  Log log([&](const LogLine& line) {
    const std::lock_guard lock(gate);
    ++lines;
    if (line.fields.contains("dropped"))
      dropped += static_cast<std::size_t>(line.fields.at("dropped").to_number<int>());
  });
  {
    const std::lock_guard blocked(gate);
    for (int i = 0; i < 20000; ++i) log.write(Level::kInfo, "host", "line");
  }
  log.flush();
  log.write(Level::kInfo, "host", "afterwards");
  log.flush();
  EXPECT_GT(dropped, 0u);
  EXPECT_GE(lines + dropped, 20001u);
}

TEST(HostTable, ShowsPluginsTheHostItsLimitsAndTheNetworkPolicy) {
  KeptLog log;
  NetworkPolicy policy;
  policy.ca_file = "/ca.pem";
  policy.connect_to = {"a:1:b:2"};
  policy.allow_private = true;
  const back_host* host = HostTable::create(log.log(), "puppet", Limits{}, policy)->abi();
  EXPECT_EQ(host->size, sizeof *host);
  EXPECT_EQ(view_of(host->name), "back-host");
  EXPECT_GT(host->max_output, 0u);
  const auto* network =
      static_cast<const back_network*>(host->get_extension(host, BACK_EXT_NETWORK));
  ASSERT_NE(network, nullptr);
  EXPECT_EQ(network->size, sizeof *network);
  EXPECT_EQ(view_of(network->ca_file), "/ca.pem");
  EXPECT_EQ(network->connect_to_count, 1u);
  EXPECT_EQ(view_of(network->connect_to[0]), "a:1:b:2");
  EXPECT_EQ(network->allow_private, 1u);
  EXPECT_EQ(host->get_extension(host, "back.network/2"), nullptr);
  EXPECT_EQ(host->get_extension(host, nullptr), nullptr);
}

TEST(HostTable, TellsPluginsWhichLevelsAreKept) {
  for (const Level least : {Level::kDebug, Level::kWarning}) {
    auto log = std::make_shared<Log>([](const LogLine&) {}, least);
    const back_host* host = HostTable::create(log, "puppet", Limits{}, {})->abi();
    const auto* kept = static_cast<const back_log*>(host->get_extension(host, BACK_EXT_LOG));
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->size, sizeof *kept);
    EXPECT_EQ(kept->least, static_cast<int32_t>(least));
  }
}

TEST(HostTable, LogsWhatPluginsSayUnderTheirName) {
  KeptLog log;
  const back_host* host = HostTable::create(log.log(), "puppet", Limits{}, {})->abi();
  host->log(host, BACK_LOG_WARNING, abi_text("Slow."), abi_text(R"({"ms":7})"));
  host->log(host, 77, abi_text("Odd level."), abi_text("not json"));
  host->log(host, BACK_LOG_INFO, {nullptr, 99}, {});
  EXPECT_EQ(log.count(Level::kWarning, "Slow."), 1u);
  EXPECT_EQ(log.count(Level::kError, "Odd level."), 1u);
  EXPECT_EQ(log.count(Level::kInfo, ""), 1u);
  EXPECT_NE(log.text().find(R"("source":"puppet","sentence":"Slow.","fields":{"ms":7})"),
            std::string::npos);
}

TEST(Scribe, TellsEachWriterWhetherItsNoteIsKept) {
  std::atomic<bool> fail{false};
  std::atomic<int> commits{0}, kept{0}, lost{0};
  {
    Scribe scribe(Scribe::Way::kDurably, [&](const std::vector<NoteRecord>& notes) {
      EXPECT_FALSE(notes.empty());
      ++commits;
      if (fail) throw std::runtime_error("disk full");
    });
    const auto count = [&](bool ok) {
      ok ? ++kept : ++lost;
      ring();
    };
    for (int i = 0; i < 100; ++i) scribe.write({"k", "{}"}, count);
    ASSERT_TRUE(eventually([&] { return kept == 100; }));
    fail = true;
    scribe.write({"k", "{}"}, count);
  }
  EXPECT_EQ(kept, 100);
  EXPECT_EQ(lost, 1);
  EXPECT_LE(commits, 101);
}

TEST(Scribe, KeepsANoteBeforeItReturnsWhereNothingIsToBeWaitedFor) {
  bool fail = false;
  Scribe scribe(Scribe::Way::kAtOnce, [&](const std::vector<NoteRecord>& notes) {
    EXPECT_EQ(notes.size(), 1u);
    if (fail) throw std::runtime_error("no memory");
  });
  int kept = 0;
  const auto count = [&](bool ok) { kept += ok ? 1 : -1; };
  scribe.write({"k", "{}"}, count);
  EXPECT_EQ(kept, 1);
  fail = true;
  scribe.write({"k", "{}"}, count);
  EXPECT_EQ(kept, 0);
}

}  // namespace
}  // namespace back::host::test
