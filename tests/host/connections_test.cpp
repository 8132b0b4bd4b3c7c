// The admin's side of the host: connecting, editing, the dead token, disconnecting, and what
// survives a restart.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

class Connections : public LedgerHost {};

TEST_F(Connections, AreSavedOnceTheirCheckSaysTheyAreUsable) {
  const Connected connected = host_->connect("erin@example.com", ledger());
  EXPECT_TRUE(connected.usable);
  EXPECT_EQ(connected.sentence, "Everything works.");
  EXPECT_EQ(connected.connection.title, "Ledger");
  EXPECT_EQ(connected.connection.status, ConnectionStatus::kConnected);
  EXPECT_EQ(connected.connection.teams, std::vector<std::string>{"it"});
  EXPECT_EQ(text_of(connected.connection.fields, "region"), "north") << "a default is filled in";
  ASSERT_EQ(host_->connections("erin").size(), 1u);
}

TEST_F(Connections, ThatAreNotUsableAreNotSavedAndSayWhy) {
  script("unusable");
  const Connected connected = host_->connect("erin", ledger());
  EXPECT_FALSE(connected.usable);
  EXPECT_EQ(connected.sentence, "The token may not read accounts.");
  EXPECT_TRUE(connected.check.contains("capabilities"));
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connections, WithATokenTheVendorRejectsAreNotSaved) {
  EXPECT_EQ(code_of([&] { host_->connect("erin", ledger("dead-token-0123456789")); }),
            "unauthenticated");
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connections, AreForAdminsOnly) {
  const std::string id = connect();
  for (const std::string who : {"omar", "hana"}) {
    EXPECT_EQ(code_of([&] { host_->connections(who); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->connection(who, id); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->connect(who, ledger()); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->check(who, id); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->edit_teams(who, id, {"hr"}); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->replace_secrets(who, id, {}); }), "not_admin");
    EXPECT_EQ(code_of([&] { host_->disconnect(who, id); }), "not_admin");
  }
  EXPECT_EQ(code_of([&] { host_->connections("dana"); }), "unknown_expert")
      << "a requester is no expert";
  EXPECT_EQ(code_of([&] { host_->connections(""); }), "unknown_expert");
}

TEST_F(Connections, RefuseWhatTheFormDoesNotHave) {
  struct Case {
    const char* name;
    boost::json::object fields;
  };
  const Case cases[] = {
      {"no file", {{"teams", {"it"}}}},
      {"no teams", {{"file", file_}}},
      {"empty teams", {{"file", file_}, {"teams", boost::json::array()}}},
      {"unknown team", {{"file", file_}, {"teams", {"finance"}}}},
      {"unknown field", {{"file", file_}, {"teams", {"it"}}, {"allow_private", true}}},
      {"secret among the fields",
       {{"file", file_}, {"teams", {"it"}}, {"token", "good-token-0123456789abcdef"}}},
      {"unknown choice", {{"file", file_}, {"teams", {"it"}}, {"region", "west"}}},
      {"wrong type", {{"file", 7}, {"teams", {"it"}}}},
  };
  for (const auto& one : cases) {
    NewConnection wanted = ledger();
    wanted.fields = one.fields;
    EXPECT_EQ(code_of([&] { host_->connect("erin", wanted); }), "invalid_input") << one.name;
  }
  NewConnection no_token = ledger();
  no_token.secrets.clear();
  EXPECT_EQ(code_of([&] { host_->connect("erin", no_token); }), "invalid_input");
  NewConnection no_plugin = ledger();
  no_plugin.plugin = "nothing";
  EXPECT_EQ(code_of([&] { host_->connect("erin", no_plugin); }), "plugin_missing");
}

TEST_F(Connections, SurviveARestartWithTheirToken) {
  const std::string id = connect();
  restart();
  EXPECT_EQ(host_->connection("erin", id).plugin, "ledger");
  EXPECT_TRUE(host_->check("erin", id).usable);
  EXPECT_EQ(view().code, "");
}

TEST_F(Connections, KeepNoTokenInTheClear) {
  connect();
  for (const std::string name : {"/back-host.sqlite", "/back-host.sqlite-wal", "/key"}) {
    EXPECT_EQ(read_file(options_.home + name).find(kGoodToken), std::string::npos) << name;
    struct stat about {};
    ASSERT_EQ(::stat((options_.home + name).c_str(), &about), 0) << name;
    EXPECT_EQ(about.st_mode & 0777, 0600u) << name;
  }
  EXPECT_EQ(log_.text().find(kGoodToken), std::string::npos);
}

TEST_F(Connections, ChangeTheirTeamsAndWithThemWhoMayAct) {
  const std::string id = connect();
  EXPECT_EQ(code_of([&] { host_->requester("hana", "R-3"); }), "not_connected");
  host_->edit_teams("erin", id, {"it", "hr"});
  EXPECT_EQ(view("hana", "R-3").code, "");
  host_->edit_teams("erin", id, {"hr"});
  EXPECT_EQ(code_of([&] { host_->requester("erin", "R-1"); }), "not_connected");
  EXPECT_EQ(code_of([&] { host_->edit_teams("erin", id, {}); }), "invalid_input");
  EXPECT_EQ(code_of([&] { host_->edit_teams("erin", id, {"it", "it"}); }), "invalid_input");
  EXPECT_EQ(code_of([&] { host_->edit_teams("erin", id, {"finance"}); }), "invalid_input");
}

TEST_F(Connections, NeedReconnectingOnceTheVendorRejectsTheirToken) {
  const std::string id = connect();
  script("dead");
  EXPECT_EQ(view().code, "unauthenticated");
  ConnectionView row = host_->connection("erin", id);
  EXPECT_EQ(row.status, ConnectionStatus::kReconnectNeeded);
  EXPECT_EQ(row.reason, "The ledger does not accept the token.");
  script("");
  std::vector<NamedSecret> secrets;
  secrets.push_back({"token", Secret("new-token-0123456789abcdef")});
  EXPECT_TRUE(host_->replace_secrets("erin", id, secrets).usable);
  row = host_->connection("erin", id);
  EXPECT_EQ(row.status, ConnectionStatus::kConnected);
  EXPECT_EQ(row.reason, "");
  EXPECT_EQ(view().code, "");
}

TEST_F(Connections, KeepTheOldTokenIfTheNewOneDoesNotWork) {
  const std::string id = connect();
  std::vector<NamedSecret> secrets;
  secrets.push_back({"token", Secret("dead-token-0123456789")});
  EXPECT_EQ(code_of([&] { host_->replace_secrets("erin", id, secrets); }), "unauthenticated");
  script("unusable");
  secrets.front().value = Secret("weak-token-0123456789");
  EXPECT_FALSE(host_->replace_secrets("erin", id, secrets).usable);
  script("");
  restart();
  EXPECT_EQ(view().code, "");
  EXPECT_EQ(host_->connection("erin", id).status, ConnectionStatus::kConnected);
}

TEST_F(Connections, AreGoneOnceDisconnected) {
  const std::string id = connect();
  host_->disconnect("erin", id);
  EXPECT_TRUE(host_->connections("erin").empty());
  EXPECT_EQ(code_of([&] { host_->requester("erin", "R-1"); }), "not_connected");
  EXPECT_EQ(code_of([&] { host_->disconnect("erin", id); }), "unknown_connection");
  restart();
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connections, OfAnotherHomeCannotBorrowTheirToken) {
  connect();
  host_.reset();
  write_file(options_.home + "/key", std::string(32, 'k'));
  host_ = std::make_unique<Host>(options_, directory_, log_.log());
  EXPECT_EQ(view().code, "sealed_otherwise");
}

TEST_F(Connections, SayWhyTheirIntegrationIsMissing) {
  connect();
  options_.plugins.folder = folder_ / "no-plugins";
  restart();
  EXPECT_EQ(host_->plugins().at(0).code, "not_found");
  const auto rows = host_->connections("erin");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_FALSE(rows[0].plugin_loaded);
  EXPECT_EQ(view().code, "plugin_missing");
}

}  // namespace
}  // namespace back::host::test
