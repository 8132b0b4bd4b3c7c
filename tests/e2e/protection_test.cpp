// S2 and the rules of "what must never happen": who may act, on whom, and through which door.
#include <back/plugin.h>
#include <dlfcn.h>
#include <gmock/gmock.h>

#include "desk.hpp"
#include "fake_host.hpp"

namespace back::e2e {
namespace {

using ::testing::HasSubstr;

class Protection : public Desk {
 protected:
  std::size_t changes() { return requests("POST") + requests("DELETE") + requests("PUT"); }
};

TEST_F(Protection, S2_ShowsNothingForARequestOfAnotherTeam) {
  connect();
  mark();
  EXPECT_EQ(refusal([&] { host_->requester("hana", "R-201"); }), "not_connected");
  EXPECT_NE(refusal([&] { run_blindly("R-201", "suspend", {}, "hana"); }), "");
  EXPECT_EQ(requests(), 0u);
}

TEST_F(Protection, S2_RefusesAnExpertWhoIsNotAMemberOfTheTeam) {
  connect();
  mark();
  EXPECT_EQ(refusal([&] { host_->requester("hana", "R-101"); }), "not_member");
  EXPECT_EQ(refusal([&] { run_blindly("R-101", "suspend", {}, "hana"); }), "not_member");
  EXPECT_EQ(requests(), 0u);
}

TEST_F(Protection, S2_RefusesTheRequesterAndAnExpertOnHisOwnRequest) {
  connect();
  mark();
  EXPECT_NE(refusal([&] { run_blindly("R-101", "suspend", {}, "dana.reyes@back-demo.example"); }),
            "");
  EXPECT_EQ(refusal([&] { run_blindly("R-111", "suspend", {}, "erin"); }), "own_request");
  EXPECT_EQ(refusal([&] { host_->requester("erin", "R-111"); }), "own_request");
  EXPECT_EQ(requests(), 0u);
}

// The same calls by the ABI alone, past the host's own gate.
TEST_F(Protection, S2_RestsOnThePluginTooAndNotOnTheHostAlone) {
  const std::string path = std::string(BACK_PLUGIN_FOLDER) + "/okta.so";
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  ASSERT_NE(library, nullptr) << dlerror();
  const auto entry = reinterpret_cast<back_plugin_v1_fn>(dlsym(library, BACK_PLUGIN_V1_NAME));
  ASSERT_NE(entry, nullptr);
  const back_plugin& plugin = *entry();

  testing::FakeHost host;
  const std::string ca = (folder_.path() / "ca.pem").string();
  const back_text place{network_[0].data(), network_[0].size()};
  const back_network network{sizeof(back_network), 1,      {ca.data(), ca.size()},
                             {nullptr, 0},         &place, 1};
  host.set_network(&network);
  back_connection* connection =
      host.open(plugin, {{"domain", "back-demo"}, {"teams", boost::json::array{"it"}}},
                {{"token", std::string(kSuperAdmin)}});
  ASSERT_NE(connection, nullptr);

  const auto refused = [&](const char* member, const char* field, boost::json::value value) {
    boost::json::object context = testing::example_context();
    (field ? context[member].as_object()[field] : context[member]) = std::move(value);
    return host.run(plugin, connection, {BACK_KIND_EXECUTE, "suspend", {}, context}).status;
  };
  EXPECT_EQ(refused("request", "team", "hr"), BACK_FORBIDDEN);
  EXPECT_EQ(refused("actor", "teams", boost::json::array{"hr"}), BACK_FORBIDDEN);
  EXPECT_EQ(refused("actor", "email", "dana.reyes@back-demo.example"), BACK_FORBIDDEN);
  EXPECT_EQ(refused("request", nullptr, nullptr), BACK_FORBIDDEN);
  EXPECT_EQ(requests(), 0u);
  // Only the login tells that this is the expert's own account: the plugin sees it, the host
  // cannot.
  boost::json::object context = testing::example_context();
  context["actor"].as_object()["email"] = "alex.kim.a@back-demo.example";
  context["requester"].as_object()["email"] = "alex.kim@back-demo.example";
  context["account"] = account("alex.kim.a@back-demo.example").id;
  const auto own = host.run(plugin, connection, {BACK_KIND_EXECUTE, "suspend", {}, context});
  EXPECT_EQ(own.status, BACK_OK) << own.person;
  EXPECT_EQ(own.output.at("outcome"), "refused");
  EXPECT_EQ(changes(), 0u);
  plugin.close(connection);
}

TEST_F(Protection, RefusesToActOnAnAdministratorUnlessTheConnectionAllowsIt) {
  connect();
  auto ran = run("R-110", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(ran.output().at("code"), "administrator");
  EXPECT_EQ(changes(), 0u);
  host_->disconnect("erin", host_->connections("erin")[0].id);
  connect(kSuperAdmin, {{"allow_administrators", true}});
  EXPECT_EQ(run("R-110", "suspend").outcome, "done");
}

TEST_F(Protection, FailsClosedWhenRolesCannotBeRead) {
  connect(kLifecycle);
  auto ran = run("R-101", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(ran.output().at("code"), "roles_unreadable");
  EXPECT_THAT(std::string(ran.output().at("summary").as_string()), HasSubstr("okta.roles.read"));
  EXPECT_EQ(changes(), 0u);
  host_->disconnect("erin", host_->connections("erin")[0].id);
  connect(kLifecycle, {{"rely_on_okta_to_protect_administrators", true}});
  EXPECT_EQ(run("R-101", "suspend").outcome, "done");
  EXPECT_EQ(run("R-110", "suspend").outcome, "refused") << "Okta protects its administrators";
}

TEST_F(Protection, NeverActsOnTheTokensOwner) {
  connect(kSuperAdmin, {{"allow_administrators", true}});
  okta().change([](okta_emulator::State& state) {
    auto& owner = *state.find_user("back.integration@back-demo.example");
    boost::json::object profile = owner.profile;
    profile["email"] = "nobody.known@back-demo.example";
    state.replace_profile(owner, profile);
  });
  const auto ran = run("R-112", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(ran.output().at("code"), "token_owner");
  EXPECT_EQ(changes(), 0u);
}

TEST_F(Protection, AReadOnlyTokenIsToldWhatItLacks) {
  connect(kReadOnly);
  const auto ran = run("R-101", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(account("dana.reyes@back-demo.example").status, okta_emulator::Status::active);
}

TEST_F(Protection, AsksWhichOfSeveralAccountsAndRemembersThePick) {
  connect();
  auto several = view("R-113");
  EXPECT_EQ(several.view.at("found"), "several");
  EXPECT_EQ(several.view.at("candidates").as_array().size(), 2u);
  const std::string picked = account("alex.kim.b@back-demo.example").id;
  EXPECT_NE(refusal([&] { host_->pick("erin", "R-113", "", "../users"); }), "");
  host_->pick("erin", "R-113", "", picked);
  EXPECT_EQ(view("R-113").view.at("account").at("id").as_string(), picked);
  EXPECT_EQ(run("R-113", "suspend").outcome, "done");
  EXPECT_EQ(account("alex.kim.b@back-demo.example").status, okta_emulator::Status::suspended);
  EXPECT_EQ(account("alex.kim.a@back-demo.example").status, okta_emulator::Status::active);
  host_->forget_pick("erin", "R-113", "");
  EXPECT_EQ(view("R-113").view.at("found"), "several");
}

TEST_F(Protection, SaysWhatWasSearchedWhenThereIsNoAccount) {
  connect();
  const auto none = view("R-112");
  EXPECT_EQ(none.view.at("found"), "none");
  EXPECT_THAT(boost::json::serialize(none.view.at("searched")),
              HasSubstr("nobody.known@back-demo.example"));
  const auto ran = run_blindly("R-112", "suspend");
  EXPECT_EQ(ran.outcome, "refused");
  EXPECT_EQ(changes(), 0u);
}

}  // namespace
}  // namespace back::e2e
