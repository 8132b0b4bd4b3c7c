// Everything an organisation knows: users, groups, rules, apps, tokens, its log. Plain data with
// indexes by id, login and e-mail.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okta_emulator/app.hpp"
#include "okta_emulator/clock.hpp"
#include "okta_emulator/editions.hpp"
#include "okta_emulator/group_rule.hpp"
#include "okta_emulator/ids.hpp"
#include "okta_emulator/push.hpp"
#include "okta_emulator/status.hpp"
#include "okta_emulator/system_log.hpp"

namespace okta_emulator {

struct Factor {
  std::string id;
  std::string type;      // "sms", "push", "token:software:totp", …
  std::string provider;  // "OKTA", "GOOGLE", "FIDO", …
  std::string vendor;
  std::string status;  // "ACTIVE", "PENDING_ACTIVATION", …
  Time created;
  Time last_updated;
  boost::json::object profile;
};

struct Role {
  std::string id;
  std::string type;  // "SUPER_ADMIN", …, "CUSTOM"
  std::string label;
  Time created;
  Time last_updated;
  std::vector<std::string> capabilities;  // of a CUSTOM role only
};

struct Mail {
  std::string kind;  // "activation", "reset_password", "deactivation"
  std::string to;
  Time sent;
};

// An operation Okta has accepted and not finished: the status follows after so many reads, or never
// (-1) by itself.
struct Transition {
  Status to = Status::active;
  std::int64_t reads_left = -1;
};

struct User {
  std::string id;
  Status status = Status::staged;
  Status suspended_from = Status::active;  // what unsuspend goes back to
  Status locked_from = Status::active;     // what unlock goes back to
  std::optional<Transition> transition;
  Time created;
  std::optional<Time> activated, status_changed, last_login, password_changed;
  Time last_updated;
  boost::json::object profile;  // login, email, firstName, lastName and whatever else
  std::string provider = "OKTA";
  bool has_password = false;
  std::string recovery_question;
  std::vector<Factor> factors;
  std::vector<Role> roles;        // assigned directly
  std::set<std::string> groups;   // ids; the built-in group of everyone is not listed
  std::int64_t sessions = 0;      // open browser sessions
  std::int64_t oauth_tokens = 0;  // refresh tokens and their like
  std::int64_t devices = 0;       // remembered browsers
  std::vector<Mail> mails;        // everything Okta has mailed about this user
  PushHabit push_habit;           // how the phone answers a push by itself
  std::int64_t version = 1;       // rises with every change; the ETag follows it

  std::string_view text(std::string_view name) const;  // a profile field, empty when absent
  std::string_view login() const { return text("login"); }
  std::string_view email() const { return text("email"); }
  bool mastered_elsewhere() const {
    return provider != "OKTA";
  }  // by a directory or another system
  // Documented: with Active Directory integrated, the password expires there, too.
  bool password_can_expire() const { return provider == "OKTA" || provider == "ACTIVE_DIRECTORY"; }
};

struct Group {
  std::string id;
  std::string type = "OKTA_GROUP";  // or BUILT_IN, APP_GROUP
  std::string name;
  std::optional<std::string> description;
  Time created;
  Time last_updated;
  Time last_membership_updated;
  std::vector<Role> roles;
  std::string source;             // of an APP_GROUP: the app it is imported from
  boost::json::object more;       // profile attributes beside name and description
  std::set<std::string> members;  // user ids; of the built-in group: empty, it holds everyone
  std::set<std::string> by_rule;  // members whom only a rule put there
};

struct Token {
  std::string id;
  std::string name;
  std::string hash;  // SHA-256 of the secret, hexadecimal
  std::string user;  // id of the owner
  Time created;
};

struct Profile {
  std::string id, subdomain, domain, custom_domain, company, pipeline, website;
  std::string user_type, user_schema;  // ids
  Time created;
  const Edition* edition = &newest_edition();  // one of editions()
  bool membership_rules = true;  // the endpoint that names the rules behind a membership
};

class State {
 public:
  Profile organisation;
  Ids ids;

  const std::map<std::string, User, std::less<>>& users() const { return users_; }
  // By id, then by login, then by the part of a login before '@' where only one user has it.
  User* find_user(std::string_view key);
  const User* find_user(std::string_view key) const;
  const User* user_by_id(std::string_view id) const;
  User* user_by_id(std::string_view id);
  const User* user_by_login(std::string_view login) const;
  std::vector<const User*> users_by_email(std::string_view email) const;
  User& add_user(User user);  // id and login must be new
  void remove_user(std::string_view id);
  void replace_profile(User& user, boost::json::object profile);  // keeps the indexes true

  const std::map<std::string, Group, std::less<>>& groups() const { return groups_; }
  Group* find_group(std::string_view id);
  const Group* find_group(std::string_view id) const;
  Group& add_group(Group group);
  void remove_group(std::string_view id);  // its rules become INVALID, no app is granted by it
  void join(Group& group, User& user);
  void leave(Group& group, User& user);
  // Everyone first, then the groups of the user in the order of their ids.
  std::vector<const Group*> groups_of(const User& user) const;

  const std::map<std::string, Token, std::less<>>& tokens() const { return tokens_; }
  const Token* token_by_hash(std::string_view hash) const;
  void add_token(Token token);

  std::map<std::string, GroupRule, std::less<>> rules;
  std::map<std::string, App, std::less<>> apps;
  std::map<std::string, PushTransaction, std::less<>> pushes;
  SystemLog log;

  // Whose rules and apps must be looked at again; settle_access does.
  std::set<std::string> marked;
  void mark(const User& user) { marked.insert(user.id); }

 private:
  void index(const User& user);
  void forget(const User& user);

  std::map<std::string, User, std::less<>> users_;
  std::unordered_map<std::string, std::string> by_login_;  // lower case → id
  std::unordered_multimap<std::string, std::string> by_email_, by_short_name_;
  std::map<std::string, Group, std::less<>> groups_;
  std::map<std::string, Token, std::less<>> tokens_;
  std::unordered_map<std::string, std::string> token_by_hash_;
};

}  // namespace okta_emulator
