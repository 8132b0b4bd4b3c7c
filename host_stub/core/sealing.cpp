#include "core/sealing.hpp"

#include <initializer_list>
#include <string_view>

namespace back::host {
namespace {

// Each part with its length before it: no two lists of parts give the same text. Teams are not
// among them, they may change.
std::string binding(const ConnectionRecord& record, const std::string& field) {
  std::string text = "back-host secret 1";
  for (const std::string_view part : std::initializer_list<std::string_view>{
           record.organisation, record.id, record.plugin, record.config, field})
    text += '\n' + std::to_string(part.size()) + ':' + std::string(part);
  return text;
}

}  // namespace

std::vector<SealedSecret> seal_all(const Vault& vault, const ConnectionRecord& record,
                                   const std::vector<NamedSecret>& secrets) {
  std::vector<SealedSecret> sealed;
  sealed.reserve(secrets.size());
  for (const auto& secret : secrets)
    sealed.push_back(
        {secret.field, vault.seal(secret.value.reveal(), binding(record, secret.field))});
  return sealed;
}

std::vector<NamedSecret> unseal_all(const Vault& vault, const ConnectionRecord& record,
                                    const std::vector<SealedSecret>& sealed) {
  std::vector<NamedSecret> secrets;
  secrets.reserve(sealed.size());
  for (const auto& one : sealed)
    secrets.push_back({one.field, vault.open(one.sealed, binding(record, one.field))});
  return secrets;
}

}  // namespace back::host
