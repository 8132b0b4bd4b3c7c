// Okta's answers: the first byte says of what (u a user, l users, f factors, r roles, g groups, i
// apps, k group rules, a entries of the log, v a push to verify somebody, o the organisation, p what
// it tells anybody), the rest is the body; or "e", a status, the request id, a
// newline and the body of an error. An answer is read whole, or is the one failure for answers that
// make no sense; what people are shown of it is harmless text.
#include <boost/json.hpp>
#include <charconv>
#include <optional>
#include <string>

#include "http/response.hpp"
#include "json/strict_json.hpp"
#include "json/utf8.hpp"
#include "lines.hpp"
#include "okta/errors.hpp"
#include "okta/model/app.hpp"
#include "okta/model/detail.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/fields.hpp"
#include "okta/model/group.hpp"
#include "okta/model/log_event.hpp"
#include "okta/model/organisation.hpp"
#include "okta/model/push.hpp"
#include "okta/model/role.hpp"
#include "okta/model/rule.hpp"
#include "okta/model/text.hpp"
#include "okta/model/user.hpp"
#include "okta/rules/expression.hpp"
#include "okta/rules/lock.hpp"
#include "okta/view/activity.hpp"
#include "okta_form.hpp"
#include "target.hpp"

namespace back::fuzz {
namespace {

constexpr std::size_t kLongestShown =
    400;  // characters; a factor's name has a part from Okta and one from us

void require_fit_to_be_shown(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const json::Utf8Char next = json::decode_utf8(text, at);
    require(next.valid, "what is shown is valid UTF-8");
    require(!json::is_control(next.code), "what is shown has no control characters");
    at += next.size;
  }
  require(json::count_characters(text) <= kLongestShown, "what is shown is short");
}

void check(const okta::User& user) {
  require(is_user_id(user.id.text()), "a user has an id of the right form");
  require(!user.login.empty() && okta::answers_to(user, user.login), "a user answers to the login");
  require(user.email.empty() || okta::answers_to(user, user.email),
          "a user answers to the e-mail address");
  require(!okta::answers_to(user, ""), "nobody answers to nothing");
  for (const std::string& shown : {user.status_code, user.name, user.provider, user.status_label()})
    require_fit_to_be_shown(shown);
  require(!user.status_label().empty(), "a status has a label");
  require(okta::row_of(user.status).status == user.status, "a status has a row");
}

void check(const okta::UserInFull& whole) {
  check(whole.user);
  for (const okta::Detail& detail : whole.details) require_fit_to_be_shown(detail.value);
}

void check(const okta::Factor& factor) {
  require(is_factor_id(factor.id.text()), "a factor has an id of the right form");
  require(!factor.name.empty(), "a factor has a name");
  for (const std::string& shown : {factor.type, factor.name, factor.status})
    require_fit_to_be_shown(shown);
}

void check(const okta::LogEvent& event) {
  const auto account = okta::UserId::from("00uxf5kx9MpPC2jpb5d6");
  require_fit_to_be_shown(okta::view::sentence_of(event, *account));
  require_fit_to_be_shown(event.id);
  require_fit_to_be_shown(okta::ago(event.at, event.at));
}

// What is asked for next stands in a path.
void check(const okta::Push& push) {
  for (const char c : push.id.text())
    require(c > ' ' && c < '\x7f' && c != '/' && c != '%' && c != '?' && c != '#',
            "the id of a push stays one segment of a path");
  require(push.id.text() != "." && push.id.text() != "..", "the id of a push is a name");
  require(!push.number || (*push.number >= 0 && *push.number < 1000), "a number can be read out");
}

void check(const okta::Role& role) {
  require_fit_to_be_shown(role.type);
  require_fit_to_be_shown(role.label);
}

void check(const okta::Organisation& organisation) {
  require(is_organisation_id(organisation.id.text()),
          "an organisation has an id of the right form");
  require_fit_to_be_shown(organisation.name);
}

void check(const okta::PublicOrganisation& organisation) {
  require(is_organisation_id(organisation.id.text()),
          "an organisation has an id of the right form");
  require_fit_to_be_shown(organisation.host);
}

void check(const okta::Group& group) {
  require(okta::GroupId::from(group.id.text()).has_value(), "a group has an id of the right form");
  for (const std::string& shown : {group.name, group.description, group.directory})
    require_fit_to_be_shown(shown);
}

void check(const okta::App& app) {
  require(okta::AppId::from(app.id.text()).has_value(), "an app has an id of the right form");
  for (const std::string& shown : {app.name, app.label, app.status, app.sign_on})
    require_fit_to_be_shown(shown);
  if (const auto lock = okta::lock_of(app)) require_fit_to_be_shown(lock->sentence);
}

// Whatever its expression is, it is read to an end.
void check(const okta::GroupRule& rule) {
  require(okta::RuleId::from(rule.id.text()).has_value(), "a rule has an id of the right form");
  require_fit_to_be_shown(rule.name);
  for (const std::string& name : okta::attributes_in(rule.expression))
    require_fit_to_be_shown(name);
  const boost::json::object profile{{"department", "Sales"}, {"level", 2}};
  okta::fit(rule.expression, profile, {});
}

template <typename T>
void check(const std::vector<T>& list) {
  for (const T& each : list) check(each);
}

void read_model(char kind, const boost::json::value& value) {
  switch (kind) {
    case 'l':
      return check(okta::read_list<okta::User, std::vector<okta::User>>(value, "accounts"));
    case 'f':
      return check(okta::read_factors(value));
    case 'r':
      return check(okta::read_roles(value));
    case 'a':
      return check(okta::read_list<okta::LogEvent, okta::LogEvents>(value, "the log"));
    case 'v':
      return check(okta::Push::read(value, *okta::UserId::from("00uxf5kx9MpPC2jpb5d6"),
                                    *okta::FactorId::from("opfxf5kx9MpPC2jpb5d6")));
    case 'g':
      return check(okta::read_list<okta::Group, okta::Groups>(value, "groups"));
    case 'i':
      return check(okta::read_list<okta::App, okta::Apps>(value, "apps"));
    case 'k':
      return check(okta::read_list<okta::GroupRule, okta::GroupRules>(value, "group rules"));
    case 'o':
      return check(okta::Organisation::read(value));
    case 'p':
      return check(okta::PublicOrganisation::read(value));
    default:
      return check(okta::UserInFull::read(value));
  }
}

// True if the answer made sense.
bool makes_sense(char kind, const boost::json::value& value) {
  try {
    read_model(kind, value);
    return true;
  } catch (const sdk::Failure& failure) {
    require(failure.status() == BACK_UPSTREAM_ERROR,
            "an answer that makes no sense is the vendor's error");
    require(!failure.person().empty() && !failure.operator_text().empty(),
            "a failure has its sentences");
    return false;
  }
}

std::optional<boost::json::value> parsed(std::string_view body) {
  try {
    return json::parse(body);
  } catch (const json::JsonError& error) {
    require(error.offset() <= body.size(), "reading stopped inside the text");
    return std::nullopt;
  }
}

void answer(char kind, std::string_view body) {
  const auto value = parsed(body);
  if (!value) return;
  const std::string canonical = json::canonical(*value);
  const boost::json::value again = json::parse(canonical);
  require(json::canonical(again) == canonical, "canonical JSON is its own canonical form");
  require(makes_sense(kind, *value) == makes_sense(kind, again),
          "an answer means what its canonical form means");
}

void error(std::string_view input) {
  http::Response response;
  response.status = 400;
  const std::string_view status = input.substr(0, 3);
  std::from_chars(status.data(), status.data() + status.size(), response.status);
  input.remove_prefix(status.size());
  response.headers.add("X-Okta-Request-Id", take_line(input));
  response.body = std::string(input);

  const okta::OktaError error = okta::read_error(response);
  require(error.meaning != nullptr, "every error has a meaning");
  require(error.http_status == response.status, "an error keeps its status");
  require(!error.surely_not_applied() || (response.status >= 400 && response.status < 500),
          "only a refusal shows that nothing was done");
  for (const std::string& shown :
       {error.words, error.error_id, error.error_code, error.request_id, error.sentence()})
    require_fit_to_be_shown(shown);
  const sdk::Failure failure = okta::failure_of(error);
  require(failure.status() == error.meaning->status, "a failure has the status of its meaning");
  require(json::parse(json::canonical(failure.details())) == boost::json::value(failure.details()),
          "the details of a failure are JSON");
}

}  // namespace

void okta_answers(std::string_view input) {
  const char kind = take_byte(input);
  if (kind == 'e') return error(input);
  answer(kind, input);
}

}  // namespace back::fuzz
