#include "okta/client/standing.hpp"

#include <chrono>
#include <utility>

#include "okta/client/readable.hpp"

namespace okta {
namespace {

constexpr std::chrono::minutes kRolesAge{10};

}  // namespace

Task<UserId> token_owner(Client& client, const Access& access) {
  if (!access.memory.token_owner) {
    const User owner = co_await client.token_owner();
    access.memory.token_owner = owner.id;
  }
  co_return *access.memory.token_owner;
}

Task<> learn_owner_roles(Client& client, const Access& access, const UserId& owner) {
  auto& kept = access.memory.owner_roles;
  if (kept.younger_than(kRolesAge, access.time.now()) != nullptr) co_return;
  auto roles = co_await readable_beside(client.roles(owner));
  if (roles.was_read() || roles.refused) kept.keep(std::move(roles), access.time.now());
}

TokenPower token_power(const Access& access) {
  static const Readable<Roles> kNotRead;
  const auto now = access.time.now();
  const auto* roles = access.memory.owner_roles.younger_than(kRolesAge, now);
  return {access.manifest, roles == nullptr ? kNotRead : *roles, access.memory.refusals, now};
}

void learn_from(const Sent& sent, std::string_view action, std::string_view subject,
                const Access& access) {
  Refusals& refusals = access.memory.refusals;
  if (sent.kind == Sent::Kind::accepted) refusals.worked(action);
  if (sent.kind == Sent::Kind::rejected && sent.error && sent.error->is("E0000006"))
    refusals.refused(action, subject, access.time.now());
}

Task<Readable<Roles>> read_roles_of(Client& client, const Access& access, const UserId& id) {
  if (access.protection.allow_administrators) co_return Readable<Roles>{Roles{}, {}};
  co_return co_await readable(client.roles(id));
}

}  // namespace okta
