// Who may do what, over every combination.
#include "contract/who_may.hpp"

#include <gtest/gtest.h>

namespace back::contract {
namespace {

Context context_of(bool member, bool admin, std::string_view team) {
  Context context;
  context.organisation = {"acme", "Acme"};
  context.actor = {"u1", "Eva Expert", "eva@acme.example", {"hr"}, admin};
  if (member) context.actor.teams.emplace_back(team);
  context.request = RequestRef{"r1", std::string(team)};
  context.requester = Requester{"u2", "Rob Requester", "rob@acme.example"};
  return context;
}

enum class Who { kOther, kSameId, kSameEmail, kSameEmailOtherCase };

void make_requester(Context& context, Who who) {
  if (who == Who::kSameId) context.requester->id = context.actor.id;
  if (who == Who::kSameEmail) context.requester->email = context.actor.email;
  if (who == Who::kSameEmailOtherCase) context.requester->email = " EVA@Acme.Example ";
}

TEST(WhoMay, ActsOnlyAMemberOfAConfiguredTeamOnSomebodyElsesRequest) {
  const std::vector<std::string> none;
  const std::vector<std::string> others = {"sales", "it-2"};
  const std::vector<std::string> own = {"sales", "it"};
  int allowed = 0;
  for (const auto& teams : {none, others, own}) {
    for (const bool has_request : {true, false}) {
      for (const bool has_requester : {true, false}) {
        for (const bool member : {true, false}) {
          for (const bool admin : {true, false}) {
            for (const Who who :
                 {Who::kOther, Who::kSameId, Who::kSameEmail, Who::kSameEmailOtherCase}) {
              Context context = context_of(member, admin, "it");
              make_requester(context, who);
              if (!has_request) context.request.reset();
              if (!has_requester) context.requester.reset();
              const std::string_view expected = !has_request || !has_requester ? "no_request"
                                                : teams != own                 ? "foreign_team"
                                                : !member                      ? "not_member"
                                                : who != Who::kOther           ? "own_request"
                                                                               : "";
              const Verdict verdict = may_act(teams, context);
              EXPECT_EQ(verdict.code, expected);
              EXPECT_EQ(verdict.allowed, expected.empty());
              EXPECT_EQ(verdict.sentence.empty(), expected.empty());
              EXPECT_EQ(may_view(teams, context).code, expected);
              allowed += verdict.allowed;
            }
          }
        }
      }
    }
  }
  EXPECT_EQ(allowed, 2);  // admin or not, all else as it must be
}

TEST(WhoMay, TeamsAreComparedExactly) {
  const std::vector<std::string> teams = {"IT"};
  EXPECT_EQ(may_act(teams, context_of(true, false, "it")).code, "foreign_team");
}

TEST(WhoMay, OnlyAdminsConfigure) {
  EXPECT_TRUE(may_configure(context_of(false, true, "it")).allowed);
  const Verdict verdict = may_configure(context_of(true, false, "it"));
  EXPECT_FALSE(verdict.allowed);
  EXPECT_EQ(verdict.code, "not_admin");
  EXPECT_FALSE(verdict.sentence.empty());
}

TEST(WhoMay, MailAddressesDifferInMoreThanAsciiCaseAndBlanks) {
  EXPECT_TRUE(same_email("a@b.de", "A@B.DE"));
  EXPECT_TRUE(same_email(" a@b.de", "a@b.de "));
  EXPECT_FALSE(same_email("a@b.de", "a@b.de.x"));
  EXPECT_FALSE(same_email("a@b.de", "a@b.d"));
  EXPECT_FALSE(same_email("\xC3\x84@b.de", "\xC3\xA4@b.de"));
  EXPECT_FALSE(same_email("[@b.de", "{@b.de"));
}

}  // namespace
}  // namespace back::contract
