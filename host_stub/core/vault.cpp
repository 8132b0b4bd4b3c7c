#include "core/vault.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/crypto.hpp"
#include "core/descriptor.hpp"
#include "core/home.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw Refused("unsafe_file", "The key file " + printable(path) +
                                   " cannot be used: " + std::strerror(errno) + ".");
}

// Written under another name first and linked into place: a key is whole or not there, and never
// replaces another.
void make_key_file(const std::string& path) {
  const std::string draft = path + random_name(".new-");
  const Descriptor file(
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) fail(path);
  const Secret key = random_key();
  const bool written =
      ::write(file.get(), key.reveal().data(), kKeyBytes) == static_cast<ssize_t>(kKeyBytes) &&
      ::fsync(file.get()) == 0;
  const bool linked = written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  ::unlink(draft.c_str());
  if (!linked) fail(path);
}

}  // namespace

Vault Vault::temporary() { return Vault(random_key()); }

Vault Vault::from_key_file(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) make_key_file(path);
  prepare_private_file(path);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!file) fail(path);
  std::array<char, kKeyBytes + 1> bytes{};
  const ssize_t got = ::read(file.get(), bytes.data(), bytes.size());
  if (got != static_cast<ssize_t>(kKeyBytes))
    throw Refused("damaged_key", "The key file " + printable(path) +
                                     " does not hold a key. If it is lost, remove it and enter the "
                                     "secrets of the connections again.");
  Secret key(std::string_view(bytes.data(), kKeyBytes));
  wipe(bytes.data(), bytes.size());
  return Vault(std::move(key));
}

std::string Vault::seal(std::string_view plain, std::string_view binding) const {
  return host::seal(key_, plain, binding);
}

Secret Vault::open(std::string_view sealed, std::string_view binding) const {
  auto secret = unseal(key_, sealed, binding);
  if (!secret.has_value())
    throw Refused("sealed_otherwise",
                  "A stored secret cannot be opened: its key or the configuration it was entered "
                  "for has changed. Enter it again.");
  return std::move(*secret);
}

}  // namespace back::host
