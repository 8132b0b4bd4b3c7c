// S1: connecting an organisation.
#include <gmock/gmock.h>

#include "core/refused.hpp"
#include "desk.hpp"

namespace back::e2e {
namespace {

using ::testing::HasSubstr;

class Connect : public Desk {
 protected:
  // The sentence with which the connection is not made; it may come as an answer or as a refusal.
  std::string why_not_connected(const host::NewConnection& wanted) {
    try {
      const auto connected = host_->connect("erin", wanted);
      EXPECT_FALSE(connected.usable);
      return connected.sentence;
    } catch (const host::Refused& refused) {
      return refused.sentence();
    }
  }
};

TEST_F(Connect, S1_SavesAConnectionThatWorksAndSaysConnected) {
  const auto connected = host_->connect("erin", okta_connection());
  ASSERT_TRUE(connected.usable) << connected.sentence;
  EXPECT_EQ(connected.check.at("organisation").at("name"), "Back Demo");
  EXPECT_EQ(connected.check.at("credential").at("login"), "back.integration@back-demo.example");
  const auto saved = host_->connections("erin");
  ASSERT_EQ(saved.size(), 1u);
  EXPECT_EQ(saved[0].status, host::ConnectionStatus::kConnected);
  EXPECT_EQ(saved[0].teams, std::vector<std::string>{"it"});
}

TEST_F(Connect, S1_FindsTheOrganisationBeforeTheTokenIsSent) {
  connect();
  const auto journal = okta().journal();
  ASSERT_FALSE(journal.empty());
  EXPECT_EQ(journal.front().target, "/.well-known/okta-organization");
  EXPECT_EQ(journal.front().token_hash, "");
}

TEST_F(Connect, S1_RefusesAWrongTokenWithoutSavingIt) {
  const std::string sentence = why_not_connected(okta_connection(kUnknownToken));
  EXPECT_THAT(sentence, HasSubstr("token"));
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connect, S1_SaysSoWhenTheOrganisationCannotBeReached) {
  emulator_->stop();
  EXPECT_THAT(why_not_connected(okta_connection()), HasSubstr("back-demo.okta.com"));
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connect, S1_UnderstandsTheDomainAsPeopleTypeIt) {
  for (const char* typed :
       {"back-demo.okta.com", "https://back-demo.okta.com/", "https://back-demo.okta.com"})
    EXPECT_TRUE(host_->connect("erin", okta_connection(kSuperAdmin, {{"domain", typed}})).usable)
        << typed;
}

TEST_F(Connect, S1_RefusesADomainElsewhereBeforeAnyByteIsSent) {
  for (const char* typed : {"back-demo.okta.com.evil.example", "evil.example",
                            "https://back-demo.okta.com@evil.example", "back_demo",
                            "http://back-demo.okta.com", "127.0.0.1", ""}) {
    EXPECT_GT(why_not_connected(okta_connection(kSuperAdmin, {{"domain", typed}})).size(), 20u)
        << typed;
  }
  EXPECT_EQ(requests(), 0u);
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connect, S1_IsForAdminsOnly) {
  connect();
  EXPECT_NE(refusal([&] { host_->connect("omar", okta_connection()); }), "");
  EXPECT_NE(refusal([&] { host_->connections("omar"); }), "");
  const std::string id = host_->connections("erin")[0].id;
  EXPECT_NE(refusal([&] { host_->edit_teams("omar", id, {"hr"}); }), "");
  EXPECT_NE(refusal([&] { host_->disconnect("omar", id); }), "");
}

TEST_F(Connect, S1_EditsTeamsReplacesTheTokenAndDisconnects) {
  const std::string id = connect();
  host_->edit_teams("erin", id, {"hr"});
  EXPECT_EQ(host_->connection("erin", id).teams, std::vector<std::string>{"hr"});

  std::vector<host::NamedSecret> wrong;
  wrong.push_back({"token", Secret(kUnknownToken)});
  EXPECT_NE(refusal([&] { host_->replace_secrets("erin", id, wrong); }), "");
  EXPECT_TRUE(host_->check("erin", id).usable) << "the old token must stay";

  std::vector<host::NamedSecret> other;
  other.push_back({"token", Secret(kLifecycle)});
  EXPECT_TRUE(host_->replace_secrets("erin", id, other).usable);
  EXPECT_EQ(host_->check("erin", id).check.at("credential").at("login"),
            "lifecycle.integration@back-demo.example");

  host_->disconnect("erin", id);
  EXPECT_TRUE(host_->connections("erin").empty());
}

TEST_F(Connect, S1_TurnsIntoReconnectNeededWhenTheTokenDies) {
  const std::string id = connect();
  okta().change([](okta_emulator::State& state) {
    state.find_user("back.integration@back-demo.example")->status =
        okta_emulator::Status::deprovisioned;
  });
  const auto views = host_->requester("erin", "R-101");
  ASSERT_EQ(views.size(), 1u);
  EXPECT_NE(views[0].code, "");
  const auto connection = host_->connection("erin", id);
  EXPECT_EQ(connection.status, host::ConnectionStatus::kReconnectNeeded);
  EXPECT_THAT(connection.reason, HasSubstr("token"));
}

TEST_F(Connect, S1_SurvivesARestartWithTheTokenSealed) {
  const std::string id = connect();
  restart();
  EXPECT_TRUE(host_->check("erin", id).usable);
  EXPECT_EQ(view("R-101").view.at("account").at("login"), "dana.reyes@back-demo.example");
}

TEST_F(Connect, TellsWhichCapabilitiesTheTokenHas) {
  const auto full = host_->connect("erin", okta_connection());
  const auto limited = host_->connect("erin", okta_connection(kLifecycle));
  const auto verdicts = [](const host::Connected& connected) {
    std::map<std::string, std::string> found;
    for (const auto& capability : connected.check.at("capabilities").as_array())
      found[std::string(capability.at("id").as_string())] =
          std::string(capability.at("verdict").as_string());
    return found;
  };
  ASSERT_TRUE(full.usable);
  ASSERT_TRUE(limited.usable) << limited.sentence;
  EXPECT_NE(verdicts(full), verdicts(limited));
}

}  // namespace
}  // namespace back::e2e
