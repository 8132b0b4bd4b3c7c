#include "okta/model/push.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "the push";
constexpr std::int64_t kLargestNumber = 999;

struct ResultRow {
  std::string_view word;
  PushResult result;
};
// The specification's words for a transaction, and those for a verification.
constexpr std::array<ResultRow, 8> kResults = {{
    {"WAITING", PushResult::waiting},
    {"WAITING (with number matching challenge)", PushResult::waiting},
    {"CHALLENGE", PushResult::waiting},
    {"SUCCESS", PushResult::approved},
    {"REJECTED", PushResult::rejected},
    {"TIMEOUT", PushResult::timed_out},
    {"EXPIRED", PushResult::timed_out},
    {"TIME_WINDOW_EXCEEDED", PushResult::timed_out},
}};

// The host before the path is not looked at: nothing is ever sent there.
TransactionId transaction_in(const Fields& fields, const UserId& user, const FactorId& factor) {
  const auto links = fields.object_or_none("_links");
  const auto poll = links ? links->object_or_none("poll") : std::nullopt;
  const std::string_view href = poll ? poll->text_or_empty("href") : std::string_view();
  const std::string path =
      "/api/v1/users/" + user.text() + "/factors/" + factor.text() + "/transactions/";
  const auto at = href.find(path);
  auto id = at == std::string_view::npos ? std::nullopt
                                         : TransactionId::from(href.substr(at + path.size()));
  if (!id) throw wrong_answer(kWhat, "_links.poll");
  return *std::move(id);
}

std::optional<int> number_in(const Fields& fields) {
  const auto embedded = fields.object_or_none("_embedded");
  const auto challenge = embedded ? embedded->object_or_none("challenge") : std::nullopt;
  if (!challenge) return std::nullopt;
  const auto number = back::json::integer_at(challenge->object(), "correctAnswer");
  if (!number) return std::nullopt;
  if (*number < 0 || *number > kLargestNumber) throw wrong_answer(kWhat, "correctAnswer");
  return static_cast<int>(*number);
}

}  // namespace

PushResult push_result_of(std::string_view word) {
  const auto* const row = std::find_if(kResults.begin(), kResults.end(),
                                       [=](const ResultRow& each) { return each.word == word; });
  return row == kResults.end() ? PushResult::unknown : row->result;
}

Push Push::read(const boost::json::value& value, const UserId& user, const FactorId& factor) {
  const Fields fields(value, kWhat);
  if (read_push_result(value) != PushResult::waiting) throw wrong_answer(kWhat, "factorResult");
  return {transaction_in(fields, user, factor), number_in(fields),
          time_of(fields.text_or_empty("expiresAt"))};
}

PushResult read_push_result(const boost::json::value& value) {
  return push_result_of(Fields(value, kWhat).text("factorResult"));
}

}  // namespace okta
