#include "okta/errors.hpp"

#include <algorithm>
#include <array>

#include "json/strict_json.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::size_t kLongestWords = 200;
constexpr std::size_t kLongestId = 100;

constexpr std::string_view kReconnect =
    "Okta does not accept the API token: it is wrong, was revoked or has expired, or its owner is "
    "inactive. Ask an admin to reconnect Okta with a new token.";
constexpr std::string_view kPermission =
    "The owner of the API token may not do this in Okta. Ask an Okta administrator for a role that "
    "allows it.";
constexpr std::string_view kGone =
    "Okta has no such account any more. Open the requester again to see what is there.";
constexpr std::string_view kState = "Okta does not allow this in the present state of the account.";
constexpr std::string_view kBusy =
    "Okta is still working on this account. Try again in a few minutes.";
constexpr std::string_view kDown =
    "Okta is not available at the moment. Try again in a few minutes.";
constexpr std::string_view kLimit = "Okta asks us to slow down. Try again in a minute.";
constexpr std::string_view kNonsense =
    "Okta did not understand the request. Try again; if it stays so, tell whoever runs Back.";
constexpr std::string_view kRedirect =
    "Okta's address answers with a redirection, which is never followed. Ask an admin to check the "
    "domain.";

// Okta's codes first, then what an answer without a known code means by its HTTP status. Texts of
// codes: Okta's catalogue.
constexpr std::array<Meaning, 47> kMeanings = {{
    {"E0000001", 0, BACK_UPSTREAM_ERROR, "vendor", "Okta refused the request.", true},
    {"E0000003", 0, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"E0000004", 0, BACK_UNAUTHENTICATED, "unauthenticated", kReconnect},
    {"E0000005", 0, BACK_UNAUTHENTICATED, "unauthenticated", kReconnect},
    {"E0000006", 0, BACK_FORBIDDEN, "forbidden", kPermission},
    {"E0000007", 0, BACK_NOT_FOUND, "not_found", kGone},
    {"E0000008", 0, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"E0000009", 0, BACK_UNAVAILABLE, "vendor",
     "Okta had an internal error. Try again in a few minutes."},
    {"E0000010", 0, BACK_UNAVAILABLE, "vendor",
     "Okta is in maintenance and accepts no changes now. Try again when it is over; "
     "status.okta.com tells."},
    {"E0000011", 0, BACK_UNAUTHENTICATED, "unauthenticated", kReconnect},
    {"E0000015", 0, BACK_FORBIDDEN, "forbidden",
     "This feature is not switched on in your Okta organisation."},
    {"E0000016", 0, BACK_UPSTREAM_ERROR, "wrong_state", "The account is active already."},
    {"E0000017", 0, BACK_UPSTREAM_ERROR, "wrong_state",
     "Okta could not reset the password of this account.", true},
    {"E0000022", 0, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"E0000023", 0, BACK_FORBIDDEN, "mastered_elsewhere",
     "This account is managed by another system such as Active Directory: make the change there."},
    {"E0000028", 0, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"E0000031", 0, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"E0000032", 0, BACK_UPSTREAM_ERROR, "wrong_state", "The account is not locked."},
    {"E0000038", 0, BACK_UPSTREAM_ERROR, "wrong_state", kState},
    {"E0000041", 0, BACK_UPSTREAM_ERROR, "vendor",
     "This app has no user names of its own: assign it without one."},
    {"E0000044", 0, BACK_UPSTREAM_ERROR, "vendor",
     "Okta does not allow this app to be assigned one by one."},
    {"E0000046", 0, BACK_UPSTREAM_ERROR, "kept_by_group",
     "Okta does not unassign the app: access remains through a group. Change in Okta who is in "
     "that "
     "group, or that it has the app."},
    {"E0000047", 0, BACK_RATE_LIMITED, "rate_limited", kLimit},
    {"E0000060", 0, BACK_UPSTREAM_ERROR, "locked",
     "Okta does not let anybody change who is in this group."},
    {"E0000062", 0, BACK_UPSTREAM_ERROR, "wrong_state", "The app is assigned already."},
    {"E0000075", 0, BACK_UPSTREAM_ERROR, "mapped_attribute",
     "Okta fills in one of the attributes from the profile, so it cannot be given here: leave it "
     "out, or change the profile.",
     true},
    {"E0000076", 0, BACK_FORBIDDEN, "mastered_elsewhere",
     "The account in this app is managed by another system: make the change there."},
    {"E0000107", 0, BACK_UPSTREAM_ERROR, "wrong_state", kState},
    {"E0000112", 0, BACK_UNAVAILABLE, "in_transition", kBusy},
    {"E0000117", 0, BACK_UPSTREAM_ERROR, "wrong_state",
     "Okta assigns no apps to an account that is not active. Activate it first."},
    {"E0000154", 0, BACK_UPSTREAM_ERROR, "wrong_state", "This factor is not active any more."},
    {"E0000181", 0, BACK_UNAVAILABLE, "vendor", kDown},
    {"E0000239", 0, BACK_UNAVAILABLE, "vendor", kBusy},
    {"", 400, BACK_UPSTREAM_ERROR, "vendor", "Okta refused the request.", true},
    {"", 401, BACK_UNAUTHENTICATED, "unauthenticated", kReconnect},
    {"", 403, BACK_FORBIDDEN, "forbidden", kPermission, true},
    {"", 404, BACK_UPSTREAM_ERROR, "vendor", kNonsense},
    {"", 407, BACK_UNAVAILABLE, "vendor",
     "The proxy between Back and Okta asks for a login: tell whoever runs Back."},
    {"", 409, BACK_UNAVAILABLE, "vendor", kBusy, true},
    {"", 423, BACK_UNAVAILABLE, "vendor", kBusy},
    {"", 429, BACK_RATE_LIMITED, "rate_limited", kLimit},
    {"", 500, BACK_UNAVAILABLE, "vendor", kDown},
    {"", 501, BACK_UPSTREAM_ERROR, "vendor", "Okta does not support this for this account.", true},
    {"", 502, BACK_UNAVAILABLE, "vendor", kDown},
    {"", 503, BACK_UNAVAILABLE, "vendor", kDown},
    {"", 504, BACK_UNAVAILABLE, "vendor", kDown},
    {"", 0, BACK_UPSTREAM_ERROR, "vendor",
     "Okta's answer makes no sense. Try again; if it stays so, tell whoever runs Back."},
}};
constexpr Meaning kRedirection = {"", 300, BACK_UPSTREAM_ERROR, "vendor", kRedirect};

const Meaning* meaning_of(std::string_view code, int http_status) {
  if (http_status >= 300 && http_status < 400) return &kRedirection;
  const auto* const row =
      std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& each) {
        if (!each.error_code.empty()) return each.error_code == code;
        return each.http_status == http_status || each.http_status == 0;
      });
  return row;  // the last row fits everything
}

bool is_error_code(std::string_view text) {
  return text.size() == 8 && text[0] == 'E' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The cause says more than the summary: "Cannot suspend a user that is not active".
std::string words_of(const boost::json::object& error) {
  const auto* causes = back::json::array_at(error, "errorCauses");
  if (causes != nullptr && !causes->empty()) {
    const auto* cause = causes->front().if_object();
    const auto words =
        cause != nullptr ? back::json::string_at(*cause, "errorSummary") : std::nullopt;
    if (words && !words->empty()) return shown(*words, kLongestWords);
  }
  return shown(back::json::string_at(error, "errorSummary").value_or(""), kLongestWords);
}

// Gateways answer with HTML or another JSON: then only the status speaks.
void read_body(OktaError& error, const std::string& body) {
  try {
    const auto value = back::json::parse(body);
    const auto* object = value.if_object();
    if (object == nullptr) return;
    const std::string_view code = back::json::string_at(*object, "errorCode").value_or("");
    if (!is_error_code(code)) return;
    error.error_code = code;
    error.words = words_of(*object);
    error.error_id = shown(back::json::string_at(*object, "errorId").value_or(""), kLongestId);
  } catch (const back::json::JsonError&) {
    return;
  }
}

boost::json::object details_of(const OktaError& error) {
  boost::json::object details{{"http_status", error.http_status}};
  if (!error.error_code.empty()) details["vendor_code"] = error.error_code;
  if (!error.request_id.empty()) details["request_id"] = error.request_id;
  if (error.retry_after_s) details["retry_after_s"] = *error.retry_after_s;
  return details;
}

std::int32_t status_of(back::http::NoResponse::Reason reason) {
  using Reason = back::http::NoResponse::Reason;
  switch (reason) {
    case Reason::timeout:
      return BACK_DEADLINE;
    case Reason::cancelled:
      return BACK_CANCELLED;
    case Reason::too_large:
    case Reason::malformed:
      return BACK_UPSTREAM_ERROR;
    case Reason::overloaded:
      return BACK_RATE_LIMITED;
    case Reason::bad_request:
      return BACK_INTERNAL;
    case Reason::resolve:
    case Reason::connect:
    case Reason::tls:
    case Reason::lost:
      break;
  }
  return BACK_UNAVAILABLE;
}

}  // namespace

std::span<const Meaning> meanings() { return kMeanings; }

bool OktaError::surely_not_applied() const {
  return http_status == 429 || (http_status >= 400 && http_status < 500 && !error_code.empty());
}

std::string OktaError::sentence() const {
  std::string text(meaning->sentence);
  if (meaning->quoted && !words.empty()) text += " Okta says: “" + words + "”.";
  return text;
}

std::string request_id_of(const back::http::Response& response) {
  const std::string_view id = response.headers.get("X-Okta-Request-Id").value_or("");
  const bool printable =
      std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  return printable ? std::string(id.substr(0, kLongestId)) : std::string();
}

OktaError read_error(const back::http::Response& response) {
  OktaError error;
  error.http_status = response.status;
  error.request_id = request_id_of(response);
  error.retry_after_s = response.retry_after_s;
  read_body(error, response.body);
  error.meaning = meaning_of(error.error_code, error.http_status);
  return error;
}

back::sdk::Failure failure_of(const OktaError& error) {
  back::sdk::Failure failure(error.meaning->status, error.sentence());
  std::string text = "Okta answered " + std::to_string(error.http_status);
  if (!error.error_code.empty()) text += ' ' + error.error_code;
  if (!error.words.empty()) text += " (" + error.words + ")";
  if (!error.error_id.empty()) text += ", error id " + error.error_id;
  failure.with_operator_text(text + '.').with_details(details_of(error));
  return failure;
}

back::sdk::Failure failure_of(const back::http::NoResponse& none) {
  back::sdk::Failure failure(status_of(none.reason()), none.sentence());
  failure.with_operator_text(none.detail());
  return failure;
}

}  // namespace okta
