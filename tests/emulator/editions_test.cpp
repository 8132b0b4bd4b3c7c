// Okta by its year: what each edition changes can be seen, a seed names one, a snapshot keeps it,
// and the data file cites recordings of the right time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <stdexcept>

#include "okta_emulator/editions.hpp"
#include "recording.hpp"
#include "small_company.hpp"

namespace emulator_test {
namespace {

using okta_emulator::Edition;
using okta_emulator::editions;

json::object seed_of_edition(std::string_view edition) {
  json::object seed = seed_of({person("dana")});
  seed["organisation"].as_object()["edition"] = edition;
  seed["groups"] = json::array{json::object{{"name", "Everyone"}, {"type", "BUILT_IN"}}};
  return seed;
}

bool offers_reset_of_factors(Company& company) {
  return body_of(company.get(user_path("dana"))).at("_links").as_object().contains("resetFactors");
}

class EveryEdition : public testing::TestWithParam<std::string> {
 protected:
  const Edition& edition_ = *okta_emulator::find_edition(GetParam());
  Company company_{seed_of_edition(GetParam())};
};

TEST_P(EveryEdition, ShowsItselfInTheAnswerToAReadOfAUser) {
  const Answer answer = company_.get(user_path("dana"));
  EXPECT_EQ(header_of(answer, "content-type"), edition_.content_type);
  EXPECT_EQ(!header_of(answer, "etag").empty(), edition_.user_etag);
  EXPECT_EQ(header_of(answer, "x-okta-request-id").size(),
            edition_.hexadecimal_request_ids ? 32U : 27U);
  EXPECT_EQ(header_of(answer, "x-rate-limit-limit"),
            std::to_string(2000 * edition_.token_percent / 100));
}

TEST_P(EveryEdition, GivesUsersATypeAndTheirAddressesInItsWay) {
  const json::value user = body_of(company_.get(user_path("dana")));
  EXPECT_EQ(user.as_object().contains("type"), edition_.user_types);
  EXPECT_EQ(user.at("_links").as_object().contains("schema"), edition_.user_types);
  EXPECT_EQ(user.at("_links").as_object().contains("type"), edition_.user_types);
  EXPECT_EQ(user.at("credentials").as_object().contains("emails"), edition_.credential_emails);
}

TEST_P(EveryEdition, PublishesTheResetOfFactorsToThoseWithAFactorAtLeast) {
  EXPECT_EQ(offers_reset_of_factors(company_), edition_.reset_factors_always);
  company_.post(user_path("dana") + "/factors", R"({"factorType": "sms"})");
  EXPECT_EQ(offers_reset_of_factors(company_), edition_.reset_factors_always) << "not active yet";
  company_.post(user_path("dana") + "/factors?activate=true", R"({"factorType": "push"})");
  EXPECT_TRUE(offers_reset_of_factors(company_));
}

TEST_P(EveryEdition, AnswersADeactivationAndAnActivationInItsWay) {
  const Answer gone = company_.lifecycle("dana", "deactivate");
  EXPECT_EQ(gone.status, edition_.deactivate_without_body ? 204 : 200);
  EXPECT_EQ(gone.body, edition_.deactivate_without_body ? "" : "{}");
  EXPECT_EQ(header_of(gone, "content-type"),
            edition_.deactivate_without_body ? "" : edition_.content_type);
  EXPECT_EQ(company_.truth("dana").status, Status::deprovisioned);
  const auto back = body_of(company_.lifecycle("dana", "activate?sendEmail=false"));
  std::string path = edition_.activation_path;
  path.replace(path.find("{0}"), 3, back.at("activationToken").as_string());
  EXPECT_EQ(back.at("activationUrl").as_string(), "https://acme.okta.com" + path);
}

TEST_P(EveryEdition, TellsWhenAStatusHasChangedAtCreationOrFromActivationOn) {
  const auto create = [&](std::string_view name, std::string_view query) {
    json::object body{{"profile", person(name).at("profile")}};
    return body_of(company_.post("/api/v1/users?" + std::string(query), json::serialize(body)));
  };
  EXPECT_EQ(!create("staged", "activate=false").at("statusChanged").is_null(),
            edition_.status_changed_at_creation);
  EXPECT_FALSE(create("active", "activate=true").at("statusChanged").is_null());
}

TEST_P(EveryEdition, PagesTheGroupsOfAUserAndCountsBadTokensInItsWay) {
  const Answer groups = company_.get(user_path("dana") + "/groups");
  EXPECT_THAT(std::string(header_of(groups, "link")),
              testing::HasSubstr("limit=" + std::to_string(edition_.user_groups_per_page) + '>'));
  company_.token = "00-a-token-that-is-not-good";
  const Answer refused = company_.get("/api/v1/users");
  EXPECT_EQ(code_of(refused), "E0000011");
  EXPECT_EQ(!header_of(refused, "x-rate-limit-limit").empty(), edition_.refusals_are_counted);
  EXPECT_EQ(header_of(refused, "content-type"), "application/json") << "in every edition";
  EXPECT_EQ(header_of(refused, "cache-control"), "") << "in every edition";
}

TEST_P(EveryEdition, IsKeptByASnapshot) {
  EXPECT_EQ(Organisation(company_.organisation.snapshot()).profile().edition, &edition_);
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Edition& edition : editions()) all.push_back(edition.name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Of, EveryEdition, testing::ValuesIn(names()), [](const auto& each) {
  return "Year" + std::regex_replace(each.param, std::regex("-"), "_");
});

TEST(Editions, TheNewestIsUsualAndAnUnknownOneIsRefusedWithThoseThereAre) {
  EXPECT_EQ(Organisation(empty_seed()).profile().edition, &editions().back());
  try {
    Organisation{seed_of_edition("1999-12")};
    FAIL() << "was taken";
  } catch (const std::invalid_argument& refusal) {
    EXPECT_THAT(refusal.what(), testing::AllOf(testing::HasSubstr("1999-12"),
                                               testing::HasSubstr(editions().front().name)));
  }
}

TEST(Editions, TheOneOnADayIsTheLastThatHasBegun) {
  EXPECT_EQ(okta_emulator::edition_on("1999-12-31").name, editions().front().name);
  EXPECT_EQ(okta_emulator::edition_on("2020-06-08").name, "2020-06");
  EXPECT_EQ(okta_emulator::edition_on("2020-08-27").name, "2020-06");
  EXPECT_EQ(okta_emulator::edition_on("2021-08-31").name, "2021-06");
  EXPECT_EQ(&okta_emulator::edition_on("2099-01-01"), &okta_emulator::newest_edition());
}

// Calls see(edition, source) for each value of each difference.
template <typename See>
void each_value(See see) {
  const json::value document = read_json_file("tests/emulators/okta/data/editions.json");
  for (const auto& [name, difference] : document.at("differences").as_object()) {
    EXPECT_GE(difference.at("values").as_array().size(), 2U) << name << " differs in nothing";
    for (const json::value& value : difference.at("values").as_array()) {
      see(std::string(name), std::string(value.at("from").as_string()),
          std::string(value.at("source").as_string()));
    }
  }
}

TEST(Editions, EveryValueBeginsWithAnEditionAndSaysWhereItComesFrom) {
  const std::regex cited("rec [0-9]{3}(, rec [0-9]{3})*|documented: .+");
  each_value([&](const std::string& name, const std::string& from, const std::string& source) {
    EXPECT_NE(okta_emulator::find_edition(from), nullptr) << name << ' ' << from;
    EXPECT_TRUE(std::regex_match(source, cited)) << name << ": " << source;
  });
}

// The value of a difference that holds in an edition is the last one that began.
std::string beginning_of(const std::string& name, const Edition& edition) {
  std::string last;
  each_value([&](const std::string& other, const std::string& from, const std::string&) {
    if (other == name && from <= edition.name) last = from;
  });
  return last;
}

TEST(Editions, TheRecordingsCitedAreOfTheirTime) {
  const auto folder = recordings_folder();
  if (!folder) GTEST_SKIP() << "OKTA_DATA names no folder with recordings in it";
  std::map<std::string, const Edition*> of;
  for (const Recording& one : read_recordings(*folder)) {
    of["rec " + one.number] = &okta_emulator::edition_on(okta_emulator::iso_time(one.date));
  }
  each_value([&](const std::string& name, const std::string& from, const std::string& source) {
    if (source.starts_with("documented: ")) return;
    for (std::size_t at = 0; at < source.size(); at += 9) {  // "rec 003, "
      const std::string cited = source.substr(at, 7);
      ASSERT_TRUE(of.contains(cited)) << name << ": " << cited;
      EXPECT_EQ(beginning_of(name, *of[cited]), from) << name << ": " << cited;
    }
  });
}

}  // namespace
}  // namespace emulator_test
