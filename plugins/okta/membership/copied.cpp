// Copying from a colleague: the difference between two accounts, as far as it can be given by hand.
#include <algorithm>

#include "json/strict_json.hpp"
#include "loop/together.hpp"
#include "okta/membership/memberships.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

using back::sdk::Failure;

struct Lacking {
  std::vector<std::string> ids;
  std::string partial;  // why there may be more; empty if there are not
};

struct Kind {
  std::unique_ptr<Memberships> (*give)(const Ground& ground);
  Task<Lacking> (*lacking)(Client& client, const UserId& account, const UserId& colleague);
  std::size_t most;  // at once
};

template <typename T>
Lacking difference(const Listed<T>& theirs, const Listed<T>& own) {
  Lacking lacking{{}, theirs.partial.empty() ? own.partial : theirs.partial};
  for (const T& each : theirs.items) {
    const auto is_it = [&](const T& other) { return other.id == each.id; };
    if (std::none_of(own.items.begin(), own.items.end(), is_it))
      lacking.ids.push_back(each.id.text());
  }
  return lacking;
}

Task<Lacking> lacking_groups(Client& client, const UserId& account, const UserId& colleague) {
  auto [theirs, own] =
      co_await back::loop::together(client.groups_of(colleague), client.groups_of(account));
  co_return difference(theirs, own);
}

// What comes through a group, or is everybody's, is not the colleague's own.
Task<Lacking> lacking_apps(Client& client, const UserId& account, const UserId& colleague) {
  auto [theirs, own] =
      co_await back::loop::together(client.apps_of(colleague), client.apps_of(account));
  std::erase_if(theirs.items, [](const App& app) {
    return !app.assignment || app.assignment->scope != Assignment::Scope::direct ||
           app.assignment->status == "IMPLICIT";
  });
  co_return difference(theirs, own);
}

constexpr Kind kGroups{groups_to_add, lacking_groups, 50};
constexpr Kind kApps{apps_to_assign, lacking_apps, 20};

class Copied : public Memberships {
 public:
  Copied(const Ground& ground, const Kind& kind)
      : ground_(ground), kind_(kind), given_(kind.give(ground)) {}

  Task<Items> examine() override {
    const User colleague = co_await read_colleague();
    notice_ = "Copied from " + colleague.name + " (" + shown(colleague.login) + ").";
    const bool chosen = !ground_.wanted.empty();
    if (!chosen) {
      Lacking lacking = co_await kind_.lacking(ground_.client, ground_.account, colleague.id);
      ground_.wanted = limited(std::move(lacking));
    }
    given_ = kind_.give(ground_);
    Items items = co_await given_->examine();
    if (!chosen) leave_out_the_rest(items);
    co_return items;
  }

  Task<Sent> send(const Item& item) override { return given_->send(item); }
  Task<> look(const std::vector<std::string>& ids, Seen& seen) override {
    return given_->look(ids, seen);
  }
  std::string notice() const override { return notice_; }

 private:
  Task<User> read_colleague() {
    const auto id = UserId::from(back::json::string_at(ground_.input, "colleague").value_or(""));
    if (!id) throw Failure(BACK_INVALID_INPUT, wrong_id_sentence(UserKind::kName));
    if (*id == ground_.account) {
      throw Failure(BACK_INVALID_INPUT,
                    "The colleague is the requester: choose another account to copy from.");
    }
    auto user = co_await ground_.client.user(*id);
    if (!user) throw Failure(BACK_NOT_FOUND, "Okta has no such account any more: choose another.");
    co_return *std::move(user);
  }

  std::vector<std::string> limited(Lacking lacking) {
    if (!lacking.partial.empty()) notice_ += " Not everything could be read: " + lacking.partial;
    if (lacking.ids.size() > kind_.most) {
      notice_ +=
          ' ' + std::to_string(lacking.ids.size() - kind_.most) + " more are left: copy once more.";
      lacking.ids.resize(kind_.most);
    }
    return std::move(lacking.ids);
  }

  static void leave_out_the_rest(Items& items) {
    std::erase_if(items, [](const Item& item) { return item.plan == Item::Plan::nothing; });
    for (Item& item : items)
      if (item.plan == Item::Plan::barred) item.plan = Item::Plan::skipped;
  }

  Ground ground_;
  const Kind& kind_;
  std::unique_ptr<Memberships> given_;
  std::string notice_;
};

}  // namespace

std::unique_ptr<Memberships> groups_to_copy(const Ground& ground) {
  return std::make_unique<Copied>(ground, kGroups);
}
std::unique_ptr<Memberships> apps_to_copy(const Ground& ground) {
  return std::make_unique<Copied>(ground, kApps);
}

}  // namespace okta
