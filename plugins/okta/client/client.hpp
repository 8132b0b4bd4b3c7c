// Okta's interface as intents: which request, what its answer means, all pages. One of these serves
// one call. Ids reach a path only through their types; a login or e-mail never does.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/origin.hpp"
#include "http/transport.hpp"
#include "okta/client/body.hpp"
#include "okta/client/listed.hpp"
#include "okta/client/sent.hpp"
#include "okta/model/app.hpp"
#include "okta/model/app_schema.hpp"
#include "okta/model/detail.hpp"
#include "okta/model/factor.hpp"
#include "okta/model/group.hpp"
#include "okta/model/log_event.hpp"
#include "okta/model/organisation.hpp"
#include "okta/model/push.hpp"
#include "okta/model/role.hpp"
#include "okta/model/rule.hpp"
#include "okta/model/user.hpp"

namespace okta {

using back::loop::Task;

struct Found {
  std::vector<User>
      users;  // each answers to the address; the one whose login it is, if there is one, is alone
  std::string partial;  // why not everything was searched; empty if all was
};

struct SessionChoices {
  bool oauth_tokens = false;    // also revoke tokens of apps
  bool forget_devices = false;  // also forget remembered devices
};

// What is said of an account in an app when it is assigned; empty: Okta fills it in.
struct AppAccount {
  std::string user_name;
  boost::json::object profile;
};

// A push is accepted only together with the challenge that it began.
struct SentPush {
  Sent sent;
  std::optional<Push> push;
};

class Client {
 public:
  // All three outlive the client.
  Client(back::http::Transport& transport, const back::http::Origin& origin,
         back::http::Scope& scope)
      : transport_(transport), origin_(origin), scope_(scope) {}

  // Reads. Each throws Failure; nothing (nullopt) is Okta's word that there is no such user.
  Task<std::optional<User>> user(const UserId& id);
  Task<std::optional<UserInFull>> user_in_full(const UserId& id);
  Task<boost::json::object> profile(const UserId& id);  // all of its attributes, as Okta has them
  Task<Found> find_by_email(std::string_view email);
  Task<Factors> factors(const UserId& id);
  Task<Roles> roles(const UserId& id);
  Task<Listed<Group>> groups_of(const UserId& id);
  Task<Listed<App>> apps_of(const UserId& id);
  Task<std::optional<Group>> group(const GroupId& id);
  Task<Roles> group_roles(const GroupId& id);
  Task<std::optional<App>> app(const AppId& id);
  Task<std::optional<Assignment>> assignment(const AppId& app, const UserId& user);
  Task<Listed<GroupId>> groups_of_app(const AppId& app);
  Task<AppSchema> app_schema(const AppId& app);
  // By a part of the name; cursor: PageOf::next of the page before, or empty.
  Task<PageOf<Group>> find_groups(std::string_view text, std::string_view cursor);
  Task<PageOf<App>> find_apps(std::string_view text, std::string_view cursor);
  Task<PageOf<User>> find_users(std::string_view text, std::string_view cursor);
  // Latest first, and no more than one answer holds.
  Task<Listed<LogEvent>> log_of(const UserId& id, std::chrono::sys_seconds since,
                                std::chrono::sys_seconds until);
  Task<PushResult> push_result(const UserId& id, const FactorId& factor, const TransactionId& push);
  Task<Listed<AppId>> apps_of_group(const GroupId& group);  // that it grants its members
  Task<bool> lists_apps();                                  // whether any app can be seen
  Task<bool> lists_groups();       // whether they can be listed, be there any or not
  Task<bool> lists_group_rules();  // the same
  Task<Listed<GroupRule>> group_rules();
  // The rules that keep the account in the group; nothing: this organisation does not tell.
  Task<std::optional<std::vector<HoldingRule>>> rules_holding(const GroupId& group,
                                                              const UserId& id);
  Task<User> token_owner();
  Task<bool> lists_users();  // whether at least one user can be seen
  Task<Organisation> organisation();
  Task<PublicOrganisation> public_organisation();  // without the credential

  // Changes, for use inside Call::change only. They throw nothing but Cancelled.
  Task<Sent> suspend(const UserId& id);
  Task<Sent> unsuspend(const UserId& id);
  Task<Sent> activate(const UserId& id, bool by_mail);
  Task<Sent> reactivate(const UserId& id, bool by_mail);
  Task<Sent> deactivate(const UserId& id);
  Task<Sent> unlock(const UserId& id);
  Task<Sent> reset_password(const UserId& id, bool by_mail, bool revoke_sessions);
  Task<Sent> expire_password(const UserId& id);
  Task<Sent> set_temporary_password(const UserId& id, bool revoke_sessions);
  Task<Sent> reset_factors(const UserId& id);
  Task<Sent> remove_factor(const UserId& id, const FactorId& factor);
  Task<SentPush> send_push(const UserId& id, const FactorId& factor, bool with_number);
  Task<Sent> withdraw_push(const UserId& id, const FactorId& factor, const TransactionId& push);
  Task<Sent> clear_sessions(const UserId& id, SessionChoices choices);

  Task<Sent> add_member(const GroupId& group, const UserId& user);
  Task<Sent> remove_member(const GroupId& group, const UserId& user);
  Task<Sent> assign(const AppId& app, const UserId& user, const AppAccount& account);
  Task<Sent> unassign(const AppId& app, const UserId& user);

  // By Okta's clock, when the first answer was given; nothing before it, or if Okta did not say.
  std::optional<std::chrono::sys_seconds> as_of() const { return as_of_; }
  // By the same clock, when the latest one was.
  std::optional<std::chrono::sys_seconds> okta_time() const { return okta_time_; }

 private:
  Task<back::http::Response> send(back::http::Request& request);
  Task<boost::json::value> read(back::http::Request request, std::string_view what);
  // False: Okta's word that there is no such thing.
  Task<bool> read_if_any(back::http::Request request, std::string_view what, UseValue use);
  template <typename T>
  Task<PageOf<T>> page(back::http::Request request, std::string_view what);
  Task<std::string> each_item(back::http::Request first, std::string_view what,
                              std::size_t most_pages, UseValue use);
  Task<Sent> lifecycle(const UserId& id, std::string_view operation, back::http::Query query);
  Task<Sent> change(back::http::Request request, OneTimeForm expected = OneTimeForm::none);
  std::optional<back::Secret> yes_with_secret(back::http::Response& response,
                                              OneTimeForm expected) const;

  back::http::Transport& transport_;
  const back::http::Origin& origin_;
  back::http::Scope& scope_;
  void note_time(const back::http::Response& response);

  std::optional<std::chrono::sys_seconds> as_of_;
  std::optional<std::chrono::sys_seconds> okta_time_;
};

}  // namespace okta
