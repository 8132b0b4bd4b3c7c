#include "core/sealed_copy.hpp"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/crypto.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

constexpr std::size_t kPiece = 1u << 18;

[[noreturn]] void fail(const char* doing) {
  throw Refused("unreadable", std::string("The plugin could not be ") + doing + ": " +
                                  std::strerror(errno) + ".");
}

void write_all(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("copied into memory");
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

// Sealing is refused as busy while something else in the kernel holds a page of the copy, to move
// it or to see whether it is in use. Each time the kernel waits some 150 ms for it (mm/memfd.c,
// memfd_wait_for_pins), so here nobody has to.
void seal(int descriptor, const AddSeals& add) {
  constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
  constexpr int kMostAttempts = 20;
  for (int attempt = 1; add(descriptor, kSeals) != 0; ++attempt)
    if (errno != EBUSY || attempt == kMostAttempts) fail("sealed in memory");
}

}  // namespace

int add_seals(int descriptor, int seals) { return ::fcntl(descriptor, F_ADD_SEALS, seals); }

SealedCopy sealed_copy(const TrustedFile& file, const std::string& name, std::uint64_t most_bytes,
                       const AddSeals& add) {
  SealedCopy copy{Descriptor(::memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING)), {}, 0};
  if (!copy.descriptor) fail("copied into memory");
  Sha256 hash;
  std::vector<char> piece(kPiece);
  for (;;) {
    const ssize_t got = ::read(file.descriptor.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read");
    if (got == 0) break;
    const auto size = static_cast<std::size_t>(got);
    copy.bytes += size;
    if (copy.bytes > most_bytes)
      throw Refused("too_large", "The plugin is larger than " + std::to_string(most_bytes >> 20) +
                                     " MiB, the most that is loaded.");
    hash.add({piece.data(), size});
    write_all(copy.descriptor.get(), piece.data(), size);
  }
  seal(copy.descriptor.get(), add);
  copy.sha256 = hash.hex();
  return copy;
}

}  // namespace back::host
