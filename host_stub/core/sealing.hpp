// How a connection's secrets are sealed: bound to the connection and to the configuration they were
// entered for, so that a token never goes anywhere else than where it was meant to go.
#pragma once

#include <string>
#include <vector>

#include "contract/manifest.hpp"
#include "core/named_secret.hpp"
#include "core/records.hpp"
#include "core/vault.hpp"

namespace back::host {

std::vector<SealedSecret> seal_all(const Vault& vault, const ConnectionRecord& record,
                                   const std::vector<NamedSecret>& secrets);
// Throws Refused with code sealed_otherwise.
std::vector<NamedSecret> unseal_all(const Vault& vault, const ConnectionRecord& record,
                                    const std::vector<SealedSecret>& sealed);

}  // namespace back::host
