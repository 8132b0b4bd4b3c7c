// Who has which app: assigning directly, and taking that back.
#include <algorithm>

#include "json/strict_json.hpp"
#include "loop/together.hpp"
#include "okta/client/readable.hpp"
#include "okta/membership/attributes.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/rules/lock.hpp"

namespace okta {
namespace {

using back::sdk::Failure;
using Held = std::optional<Assignment>;

void bar(Item& item, Reason reason) {
  item.plan = Item::Plan::barred;
  item.reason = std::move(reason);
}

void already(Item& item, std::string sentence) {
  item.plan = Item::Plan::nothing;
  item.reason.sentence = std::move(sentence);
}

std::string group_of(const Assignment& assignment) {
  return assignment.group_name.empty() ? "a group that Okta does not name"
                                       : "group " + assignment.group_name;
}

bool is_direct(const Held& held) {
  return held && held->scope == Assignment::Scope::direct && held->status != "IMPLICIT";
}

class Apps : public Memberships {
 public:
  explicit Apps(const Ground& ground) : ground_(ground) {}

  Task<Items> examine() override {
    Items items;
    for (const std::string& id : ground_.wanted) items.push_back({id, id, {}});
    co_await prepare(items);
    std::vector<Task<>> parts;
    for (Item& item : items) parts.push_back(examine_one(item));
    co_await back::loop::together(std::move(parts));
    co_return items;
  }

  Task<> look(const std::vector<std::string>& ids, Seen& seen) override {
    std::vector<Task<>> parts;
    for (std::size_t i = 0; i < ids.size(); ++i) parts.push_back(look_at(ids[i], seen[i]));
    co_await back::loop::together(std::move(parts));
  }

 protected:
  virtual Task<> prepare(const Items&) { co_return; }
  virtual bool is_so(const Held& held) const = 0;
  virtual std::string remark(const Held&) const { return {}; }
  virtual Task<> judge(Item& item, const App& app, const Held& held) = 0;

  const Ground ground_;

 private:
  Task<> examine_one(Item& item) {
    const auto id = AppId::from(item.id);
    if (!id) {
      bar(item, {"invalid_id", wrong_id_sentence(AppKind::kName), ""});
      co_return;
    }
    auto [app, held] = co_await back::loop::together(
        ground_.client.app(*id), ground_.client.assignment(*id, ground_.account));
    if (!app) {
      bar(item, {"not_found", "Okta has no such app any more.", ""});
      co_return;
    }
    item.name = app->label;
    item.before = assignment_text(held);
    app->assignment = held;
    co_await judge(item, *app, held);
  }

  Task<> look_at(const std::string& id, std::optional<Shown>& shown) {
    auto read = co_await readable(ground_.client.assignment(*AppId::from(id), ground_.account));
    if (read.was_read())
      shown = Shown{is_so(*read.value), assignment_text(*read.value), remark(*read.value)};
  }
};

class AppsToAssign : public Apps {
 public:
  using Apps::Apps;

  Task<Sent> send(const Item& item) override {
    const AppId id = *AppId::from(item.id);
    Sent sent = co_await ground_.client.assign(id, ground_.account, account_for(item.id));
    if (sent.error && (sent.error->is("E0000001") || sent.error->is("E0000075")))
      co_await explain(id, sent);
    co_return sent;
  }

 protected:
  // Attributes are read with the schema of the one app that they are for.
  Task<> prepare(const Items& items) override {
    user_name_ = back::json::string_at(ground_.input, "user_name").value_or("");
    const auto typed = back::json::string_at(ground_.input, "attributes").value_or("");
    if (user_name_.empty() && typed.empty()) co_return;
    if (items.size() != 1) {
      throw Failure(BACK_INVALID_INPUT,
                    "A user name and attributes can be given for one app at a time only.");
    }
    const auto id = AppId::from(items[0].id);
    if (!id || typed.empty()) co_return;
    const AppSchema schema = co_await ground_.client.app_schema(*id);
    auto read = read_attributes(typed, schema);
    if (const auto* refusal = std::get_if<Refusal>(&read))
      throw Failure(BACK_INVALID_INPUT, refusal->sentence);
    profile_ = std::get<boost::json::object>(std::move(read));
  }

  bool is_so(const Held& held) const override { return is_direct(held); }

  Task<> judge(Item& item, const App& app, const Held& held) override {
    if (held && held->status == "IMPLICIT") {
      already(item, "Everyone has it, by a setting of the app.");
    } else if (is_direct(held)) {
      already(item, "Assigned already.");
    } else if (held && held->scope == Assignment::Scope::group) {
      already(item, "They have it already, through " + group_of(*held) + '.');
    } else if (auto lock = closed(app)) {
      bar(item, *std::move(lock));
    } else {
      if (!app.names_accounts) named_by_login_.push_back(item.id);
      if (app.provisions) item.remark = "Okta makes an account for them in " + app.label + '.';
    }
    co_return;
  }

 private:
  // Where the app has no rule for user names, the login is one that they know.
  AppAccount account_for(const std::string& id) const {
    const bool wanted =
        std::find(named_by_login_.begin(), named_by_login_.end(), id) != named_by_login_.end();
    return {user_name_.empty() && wanted ? ground_.login : user_name_, profile_};
  }

  // What Okta misses, or does not take, is among the attributes of the app.
  Task<> explain(const AppId& id, Sent& sent) {
    const auto schema = co_await readable(ground_.client.app_schema(id));
    const std::string names = schema.was_read() ? required_names(*schema.value) : "";
    if (names.empty()) co_return;
    sent.sentence += " An assignment of this app needs: " + names +
                     ". What Okta does not fill in from the profile can be given as attributes.";
  }

  std::string user_name_;
  boost::json::object profile_;
  std::vector<std::string> named_by_login_;
};

class AppsToUnassign : public Apps {
 public:
  using Apps::Apps;

  Task<Sent> send(const Item& item) override {
    return ground_.client.unassign(*AppId::from(item.id), ground_.account);
  }

 protected:
  bool is_so(const Held& held) const override {
    return !held || held->scope == Assignment::Scope::group;
  }

  std::string remark(const Held& held) const override {
    if (!held || held->scope != Assignment::Scope::group) return {};
    return "Access remains through " + group_of(*held) + '.';
  }

  Task<> judge(Item& item, const App& app, const Held& held) override {
    if (!held) {
      already(item, "Not assigned.");
      co_return;
    }
    if (auto lock = lock_of(app)) {
      bar(item, *std::move(lock));
      co_return;
    }
    if (app.provisions) {
      item.remark =
          "Okta may deactivate or delete the account in " + app.label + ", as the app is set up.";
    }
    co_await judge_groups(item, app.id);
  }

 private:
  // Okta does not take away what a group grants. Where that cannot be read, Okta's own answer tells.
  Task<> judge_groups(Item& item, const AppId& id) {
    auto [with, held] =
        co_await back::loop::together(readable(ground_.client.groups_of_app(id)),
                                      readable(ground_.client.groups_of(ground_.account)));
    if (!with.was_read() || !held.was_read()) co_return;
    std::vector<std::string> names;
    for (const Group& group : held.value->items) {
      const auto& all = with.value->items;
      if (std::find(all.begin(), all.end(), group.id) != all.end()) names.push_back(group.name);
    }
    if (auto lock = lock_of_kept(names)) bar(item, *std::move(lock));
  }
};

}  // namespace

// As if it were assigned: what is left then is not about the account.
std::optional<Reason> closed(App app) {
  app.assignment = Assignment{};
  app.assignment->scope = Assignment::Scope::direct;
  return lock_of(app);
}

std::string assignment_text(const Held& held) {
  if (!held) return "not assigned";
  if (held->status == "IMPLICIT") return "everyone has it";
  if (held->scope == Assignment::Scope::direct) return "assigned directly";
  if (held->scope == Assignment::Scope::group) return "through " + group_of(*held);
  return "assigned, Okta does not say how";
}

std::unique_ptr<Memberships> apps_to_assign(const Ground& ground) {
  return std::make_unique<AppsToAssign>(ground);
}
std::unique_ptr<Memberships> apps_to_unassign(const Ground& ground) {
  return std::make_unique<AppsToUnassign>(ground);
}

}  // namespace okta
