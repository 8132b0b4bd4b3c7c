#include "okta/view/account.hpp"

#include "okta/actions/action.hpp"
#include "okta/model/text.hpp"

namespace okta::view {
namespace {

namespace json = boost::json;

json::object field(std::string_view id, std::string_view label, std::string_view value,
                   std::string_view section) {
  return {{"id", id}, {"label", label}, {"value", value}, {"section", section}};
}

json::object reason(const Reason& why) {
  json::object object{{"code", why.code}, {"sentence", why.sentence}};
  if (!why.remedy.empty()) object["remedy"] = why.remedy;
  return object;
}

json::object notice(std::string_view tone, std::string_view sentence) {
  return {{"tone", tone}, {"sentence", sentence}};
}

json::object factor_item(const Factor& factor) {
  json::object item{{"id", factor.id.text()}, {"name", factor.name}, {"locked", false}};
  if (!factor.active) {
    item["detail"] = "not in use (" + factor.status + ")";
  } else if (!factor.is_mfa()) {
    item["detail"] = "does not count as multifactor";
  }
  return item;
}

}  // namespace

json::object account(const User& user, const Domain& domain) {
  const StatusRow& row = row_of(user.status);
  return {{"id", user.id.text()},
          {"name", user.name},
          {"login", shown(user.login)},
          {"status",
           {{"code", user.status_code},
            {"label", user.status_label()},
            {"tone", user.moving() ? "warning" : row.tone}}},
          {"link", "https://" + domain.console() + "/admin/user/profile/view/" + user.id.text()}};
}

json::array fields(const UserInFull& whole) {
  const User& user = whole.user;
  json::array list{field("login", "Login", shown(user.login), "account"),
                   field("email", "E-mail", shown(user.email), "account")};
  if (!user.provider.empty() && user.provider != "OKTA") {
    list.push_back(field("provider", "Managed by", user.provider, "account"));
  }
  for (const Detail& detail : whole.details)
    list.push_back(field(detail.id, detail.label, detail.value, detail.section));
  return list;
}

json::array lists(const Situation& situation) {
  if (!situation.factors.was_read()) return {};
  json::array items;
  for (const Factor& factor : *situation.factors.value) items.push_back(factor_item(factor));
  json::object factors{{"id", "factors"},
                       {"title", "Multifactor"},
                       {"section", "security"},
                       {"remove", "reset_factor"}};
  factors["items"] = std::move(items);
  json::array all;
  all.push_back(std::move(factors));
  return all;
}

json::array actions(const Situation& situation, const Guarding& guarding, const TokenPower& power) {
  const auto protection = guarded(situation.user, guarding);
  json::array list;
  for (const Action* action : okta::actions()) {
    const Offer now = offer(action->needs, situation);
    if (now.kind == Offer::Kind::hidden) continue;
    auto against = protection;
    if (!against) against = beyond_token(power, action->id(), situation.user.id.text());
    if (!against && !now.offered()) against = now.reason;
    json::object item{{"id", action->id()}, {"enabled", !against}};
    if (against) {
      item["reason"] = reason(*against);
    } else if (action->confirmation != nullptr) {
      const std::string text = action->confirmation(situation);
      if (!text.empty()) item["confirmation"] = text;
    }
    list.push_back(std::move(item));
  }
  return list;
}

json::array notices(const Situation& situation, const Guarding& guarding) {
  const User& user = situation.user;
  json::array list;
  if (user.moving()) {
    list.push_back(notice(
        "warning", "Okta is still working on the last change of this account; its status is “" +
                       user.status_label() + "”."));
  }
  if (const auto why = guarded(user, guarding)) list.push_back(notice("warning", why->sentence));
  if (!user.provider.empty() && user.provider != "OKTA") {
    list.push_back(notice("neutral", "The account's sign-in is managed by another system (" +
                                         user.provider + "); some changes have to be made there."));
  }
  return list;
}

json::array partial(const Situation& situation, const Readable<Roles>& roles) {
  json::array list;
  const auto add = [&](std::string_view what, std::string_view why) {
    list.push_back(json::object{{"what", what}, {"why", why}});
  };
  if (!situation.factors.was_read()) add("Multifactor", situation.factors.why);
  if (!roles.was_read()) add("Administrator roles", roles.why);
  return list;
}

}  // namespace okta::view
