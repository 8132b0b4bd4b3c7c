// The expert's side that reads: who may see what, views, picks, options, actions.
#include <gtest/gtest.h>

#include "support/ledger_host.hpp"

namespace back::host::test {
namespace {

class Requester : public LedgerHost {};

TEST_F(Requester, IsShownToTheExpertsOfTheRequestsTeam) {
  connect();
  const RequesterView shown = view();
  EXPECT_EQ(shown.title, "Ledger");
  EXPECT_EQ(text_of(*json::object_at(shown.view, "account"), "login"), "acc-1@ledger.example");
}

struct GateCase {
  const char* actor;
  const char* request;
  const char* code;
};

TEST_F(Requester, IsHiddenFromEverybodyElse) {
  connect();  // for team it
  const GateCase cases[] = {
      {"erin", "R-1", ""},
      {"omar", "R-1", ""},
      {"hana", "R-1", "not_member"},
      {"dana", "R-1", "unknown_expert"},
      {"omar", "R-2", "own_request"},
      {"erin", "R-2", ""},
      {"hana", "R-3", "not_connected"},
      {"erin", "R-3", "not_connected"},
      {"erin", "R-9", "unknown_request"},
      {"", "R-1", "unknown_expert"},
      {"erin", "", "unknown_request"},
  };
  for (const auto& one : cases) {
    const auto look = [&] { host_->requester(one.actor, one.request); };
    const auto list = [&] { host_->actions(one.actor, one.request); };
    const auto ask = [&] { host_->options(one.actor, one.request, {"", "colours", "r", ""}); };
    const auto pick = [&] { host_->forget_pick(one.actor, one.request, ""); };
    const auto act = [&] {
      host::Run run = what("switch_off");
      run.actor = one.actor;
      run.request = one.request;
      host_->run(std::move(run));
    };
    for (const std::function<void()>& call :
         {std::function<void()>(look), {list}, {ask}, {pick}, {act}})
      EXPECT_EQ(code_of(call), one.code) << one.actor << " " << one.request;
  }
}

TEST_F(Requester, OfATeamWithoutAnIntegrationIsToldApartFromAForeignConnection) {
  const std::string id = connect();  // for team it
  EXPECT_EQ(sentence_of([&] { host_->requester("hana", "R-3"); }),
            "No integration is connected for the team of this request: an admin can connect one, "
            "or add the team to a connection.");
  EXPECT_EQ(code_of([&] {
              host_->options("hana", "R-3", {id, "colours", "r", ""});
            }),
            "foreign_team")
      << "a connection that was named is not for this team";
}

TEST_F(Requester, HasTheActionsOfTheManifestThatApplyNow) {
  connect();
  script("no_link unknown_action");
  const auto offers = host_->actions("erin", "R-1");
  ASSERT_EQ(offers.size(), 2u) << "what the manifest does not have is not offered";
  EXPECT_EQ(offers[0].id, "switch_off");
  EXPECT_EQ(offers[0].confirmation, "Really switch the account off? Two sessions will end.");
  EXPECT_TRUE(offers[0].enabled);
  EXPECT_EQ(offers[1].id, "make_link");
  EXPECT_FALSE(offers[1].enabled);
  EXPECT_EQ(offers[1].reason, "The token may not. Give it links.write.");
  EXPECT_EQ(log_.count(Level::kPluginMisbehaves, "its manifest does not have"), 1u);
}

TEST_F(Requester, HasSectionsThatAreReadOnDemandOnly) {
  connect();
  view();
  const auto views = host_->section("erin", "R-1", "history");
  ASSERT_EQ(views.size(), 1u);
  EXPECT_EQ(views[0].code, "") << views[0].sentence;
  const auto& list = views[0].view.at("lists").at(0).as_object();
  EXPECT_EQ(text_of(list.at("items").at(0).as_object(), "name"), "0 changes");
  EXPECT_EQ(run("switch_off").outcome, "done") << "what was seen before still counts";
  EXPECT_EQ(code_of([&] { host_->section("erin", "R-1", "account"); }), "invalid_input");
  EXPECT_EQ(code_of([&] { host_->section("erin", "R-1", "nothing"); }), "invalid_input");
  EXPECT_EQ(code_of([&] { host_->section("hana", "R-1", "history"); }), "not_member");
}

TEST_F(Requester, IsPickedAmongSeveralAccountsAndThePickCanBeTakenBack) {
  connect();
  script("several");
  EXPECT_EQ(text_of(view().view, "found"), "several");
  EXPECT_EQ(code_of([&] { host_->pick("erin", "R-1", "", "acc-9"); }), "unknown_account");
  host_->pick("erin", "R-1", "", "acc-2");
  RequesterView shown = view("omar");
  EXPECT_EQ(text_of(*json::object_at(shown.view, "account"), "id"), "acc-2");
  ASSERT_TRUE(shown.picked.has_value());
  EXPECT_EQ(shown.picked->login, "acc-2@ledger.example");
  EXPECT_EQ(shown.picked->picked_by, "erin");
  restart();
  EXPECT_TRUE(view().picked.has_value());
  EXPECT_EQ(code_of([&] { host_->pick("erin", "R-1", "", "acc-9"); }), "unknown_account");
  EXPECT_EQ(view().picked->account, "acc-2") << "a pick that fails leaves the one before";
  host_->forget_pick("omar", "R-1", "");
  shown = view();
  EXPECT_FALSE(shown.picked.has_value());
  EXPECT_EQ(text_of(shown.view, "found"), "several");
}

TEST_F(Requester, MayBeUnknownToTheVendor) {
  connect();
  script("nobody");
  EXPECT_EQ(text_of(view().view, "found"), "none");
}

TEST_F(Requester, IsShownOncePerConnectionOfTheTeam) {
  connect();
  const std::string second = connect();
  EXPECT_EQ(host_->requester("erin", "R-1").size(), 2u);
  EXPECT_EQ(code_of([&] { run("switch_off"); }), "ambiguous_connection");
  EXPECT_EQ(code_of([&] {
              host_->options("erin", "R-1", {"", "colours", "r", ""});
            }),
            "ambiguous_connection");
  host::Run one = what("switch_off");
  one.connection = second;
  EXPECT_EQ(host_->run(std::move(one)).outcome, "done");
  EXPECT_EQ(code_of([&] {
              host_->options("erin", "R-1", {"c-nothing", "colours", "r", ""});
            }),
            "unknown_connection");
}

TEST_F(Requester, OptionsAreSearchedAsOneTypes) {
  connect();
  const auto first = host_->options("erin", "R-1", {"", "colours", "dark", ""});
  EXPECT_EQ(text_of(first.at("items").at(0).as_object(), "name"), "dark red");
  EXPECT_EQ(text_of(first, "cursor"), "next");
  const auto second = host_->options("erin", "R-1", {"", "colours", "dark", "next"});
  EXPECT_EQ(text_of(second.at("items").at(0).as_object(), "name"), "dark blue");
  EXPECT_FALSE(second.contains("cursor"));
  EXPECT_EQ(code_of([&] {
              host_->options("erin", "R-1", {"", "sounds", "x", ""});
            }),
            "invalid_input");
  EXPECT_EQ(code_of([&] {
              host_->options("erin", "R-1", {"", "colours", std::string(5000, 'x'), ""});
            }),
            "invalid_input");
}

}  // namespace
}  // namespace back::host::test
