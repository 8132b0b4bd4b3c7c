#include "okta/client/standing.hpp"

#include "okta/client/readable.hpp"

namespace okta {

Task<UserId> token_owner(Client& client, const Access& access) {
  if (!access.token_owner) {
    const User owner = co_await client.token_owner();
    access.token_owner = owner.id;
  }
  co_return *access.token_owner;
}

Task<Readable<Roles>> read_roles_of(Client& client, const Access& access, const UserId& id) {
  if (access.protection.allow_administrators) co_return Readable<Roles>{Roles{}, {}};
  co_return co_await readable(client.roles(id));
}

}  // namespace okta
