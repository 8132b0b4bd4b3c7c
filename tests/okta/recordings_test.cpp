// Recorded answers of real Okta organisations as the plugin's models understand them, and the table
// of what each status permits against the links that they publish.
#include <array>
#include <set>

#include "okta/errors.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/organisation.hpp"
#include "okta/model/role.hpp"
#include "okta/model/user.hpp"
#include "recorded.hpp"

namespace okta_test {
namespace {

std::string text(const json::value& object, std::string_view name) {
  const json::value* value = object.as_object().if_contains(name);
  return value == nullptr || !value->is_string() ? "" : std::string(value->get_string());
}

// Where the table permits something else than the links of a recorded user: which recording, and
// why. None does so far.
struct Disagreement {
  std::string_view recording, operation, reason;
};
constexpr std::array<Disagreement, 0> kDisagreements = {};

bool may_disagree(const Recording& one, std::string_view operation) {
  for (const Disagreement& each : kDisagreements) {
    if (each.recording == one.number && each.operation == operation) return true;
  }
  return false;
}

TEST_F(OktaRecordings, TheTableOfStatusesPermitsWhatTheLinksOfEveryRecordedUserDo) {
  int compared = 0;
  each(is_single_user, [&](const Recording& one) {
    const okta::User user = okta::User::read(one.response_body);
    ASSERT_TRUE(user.published);
    const json::object& links = one.response_body.at("_links").as_object();
    const okta::Operations fallback = okta::row_of(user.status).permitted;
    for (const okta::OperationRow& row : okta::kOperations) {
      EXPECT_EQ(user.published->has(row.operation), links.contains(row.link)) << row.link;
      EXPECT_EQ(fallback.has(row.operation) != links.contains(row.link),
                may_disagree(one, row.link))
          << user.status_code << ' ' << row.link;
      ++compared;
    }
  });
  EXPECT_EQ(compared, 11 * 8);
}

TEST_F(OktaRecordings, TheRowsOfTheTableCiteRecordingsOfTheirStatus) {
  std::set<std::string> recorded_statuses;
  each(is_single_user,
       [&](const Recording& one) { recorded_statuses.insert(text(one.response_body, "status")); });
  for (const okta::StatusRow& row : okta::status_rows()) {
    const bool cites = row.source.starts_with("rec ");
    // rec 005, a user in PROVISIONED, could not be kept in the folder.
    if (!cites || row.source == "rec 005") {
      EXPECT_FALSE(recorded_statuses.contains(std::string(row.code)))
          << row.code << " is recorded: cite it";
      continue;
    }
    EXPECT_EQ(text(recorded(std::string(row.source.substr(4))).response_body, "status"), row.code);
  }
}

TEST_F(OktaRecordings, UsersOfListsAreReadAndSayNothingOfWhatIsPermitted) {
  int seen = 0;
  for (const char* number : {"023", "024", "026", "027"}) {
    for (const json::value& entry : recorded(number).response_body.as_array()) {
      const okta::User user = okta::User::read(entry);
      EXPECT_EQ(user.id.text(), text(entry, "id"));
      EXPECT_EQ(user.status_code, text(entry, "status"));
      EXPECT_NE(user.status, okta::Status::unknown);
      EXPECT_EQ(user.login, text(entry.at("profile"), "login"));
      EXPECT_EQ(user.email, text(entry.at("profile"), "email"));
      EXPECT_EQ(user.provider, "OKTA");
      EXPECT_FALSE(user.published) << number;
      EXPECT_EQ(user.permitted(), okta::row_of(user.status).permitted);
      ++seen;
    }
  }
  EXPECT_GE(seen, 12);
  const auto& list = recorded("023").response_body.as_array();
  const okta::User recovering = okta::User::read(list.at(2));
  EXPECT_EQ(recovering.status, okta::Status::recovery);
  EXPECT_EQ(recovering.name, "John Doe Comprehensive");
}

TEST_F(OktaRecordings, FactorsAndRolesAreReadAsTheyAre) {
  const auto factors = okta::read_factors(recorded("059").response_body);
  EXPECT_EQ(okta::mfa_names(factors),
            (std::vector<std::string>{"Okta FastPass on FAKEDEVICE01", "Okta Verify (code)"}));
  const auto pending = okta::read_factors(recorded("058").response_body);
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].type, "sms");
  EXPECT_EQ(pending[0].status, "PENDING_ACTIVATION");
  EXPECT_FALSE(okta::has_mfa(pending)) << "what is not active yet protects nothing";
  EXPECT_TRUE(okta::read_factors(recorded("057").response_body).empty());
  using Labels = std::vector<std::string>;
  const auto labels = [&](const char* number) {
    return okta::labels(okta::read_roles(recorded(number).response_body));
  };
  EXPECT_EQ(labels("160"), Labels{"User Administrator"});
  EXPECT_EQ(labels("162"), Labels{});
  EXPECT_EQ(labels("165"), (Labels{"Application Administrator", "User Administrator"}));
  EXPECT_EQ(labels("167"), Labels{"Application Administrator"});
}

TEST_F(OktaRecordings, TheOrganisationIsReadByNameAndId) {
  const auto organisation = okta::Organisation::read(recorded("131").response_body);
  EXPECT_EQ(organisation.name, "okta-test");
  EXPECT_EQ(organisation.id.text(), "00okqewnfETurhtBd5d6");
}

TEST_F(OktaRecordings, ATokenOfTheRecordedOrganisationFitsNoOtherOne) {
  World world;
  answer_as_recorded(world, "GET", "/api/v1/org", recorded("131"));
  const Answer other = world.check();
  EXPECT_EQ(other.output.at("usable"), false);
  EXPECT_NE(text(other.output, "sentence").find("another Okta organisation"), std::string::npos);
  world.answer_with("/.well-known/okta-organization", 200,
                    R"({"id":"00okqewnfETurhtBd5d6","_links":{"organization":{"href":)"
                    R"("https://back-demo.okta.com"}}})");
  const Answer same = world.check();
  EXPECT_EQ(same.output.at("usable"), true);
  EXPECT_EQ(text(same.output.at("organisation"), "name"), "okta-test");
  EXPECT_EQ(text(same.output.at("organisation"), "id"), "00okqewnfETurhtBd5d6");
}

// What each recorded error means: to a read, and as the reason of a change that was refused.
struct Meant {
  int http_status;
  std::string_view error_code;
  std::int32_t status;
  std::string_view outcome_code;
};
constexpr std::array<Meant, 15> kMeant = {{
    {400, "E0000001", BACK_UPSTREAM_ERROR, "vendor"},
    {400, "E0000003", BACK_UPSTREAM_ERROR, "vendor"},
    {401, "E0000004", BACK_UNAUTHENTICATED, "unauthenticated"},
    {403, "E0000005", BACK_UNAUTHENTICATED, "unauthenticated"},
    {404, "E0000007", BACK_NOT_FOUND, "not_found"},
    {401, "E0000011", BACK_UNAUTHENTICATED, "unauthenticated"},
    {401, "E0000015", BACK_FORBIDDEN, "forbidden"},
    {403, "E0000016", BACK_UPSTREAM_ERROR, "wrong_state"},
    {405, "E0000022", BACK_UPSTREAM_ERROR, "vendor"},
    {400, "E0000029", BACK_UPSTREAM_ERROR, "vendor"},
    {403, "E0000032", BACK_UPSTREAM_ERROR, "wrong_state"},
    {403, "E0000038", BACK_UPSTREAM_ERROR, "wrong_state"},
    {429, "E0000047", BACK_RATE_LIMITED, "rate_limited"},
    {403, "E0000056", BACK_FORBIDDEN, "forbidden"},
    {400, "", BACK_UPSTREAM_ERROR, "vendor"},  // of /oauth2/v1/token: another shape
}};

const Meant* meant(const Recording& one) {
  for (const Meant& row : kMeant) {
    if (row.http_status == one.status && row.error_code == text(one.response_body, "errorCode")) {
      return &row;
    }
  }
  return nullptr;
}

// Okta's own words: the first cause, else the summary.
std::string words_of(const json::value& body) {
  const json::value* causes = body.as_object().if_contains("errorCauses");
  if (causes != nullptr && !causes->as_array().empty()) {
    return text(causes->as_array()[0], "errorSummary");
  }
  return text(body, "errorSummary");
}

TEST_F(OktaRecordings, EveryRecordedErrorHasItsMeaningWordsAndNumbers) {
  std::set<std::string> codes;
  int seen = 0;
  each(is_error, [&](const Recording& one) {
    const okta::OktaError error = okta::read_error(response_of(one));
    const Meant* row = meant(one);
    ASSERT_NE(row, nullptr) << "no row of this test says what it means";
    EXPECT_EQ(error.meaning->status, row->status);
    EXPECT_EQ(error.meaning->outcome_code, row->outcome_code);
    EXPECT_EQ(error.error_code, row->error_code);
    EXPECT_EQ(error.words, words_of(one.response_body));
    EXPECT_EQ(error.error_id, text(one.response_body, "errorId"));
    const auto request_id = one.header("x-okta-request-id");
    EXPECT_EQ(error.request_id, request_id.empty() ? "" : request_id[0]);
    EXPECT_EQ(error.surely_not_applied(), !row->error_code.empty()) << "Okta itself says no";
    codes.insert(std::string(row->error_code));
    ++seen;
  });
  EXPECT_EQ(seen, 41);
  EXPECT_EQ(codes.size(), 15U) << "as many as the table of this test has rows";
}

}  // namespace
}  // namespace okta_test
