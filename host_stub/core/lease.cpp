#include "core/lease.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/crypto.hpp"
#include "core/home.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "run-";

bool is_name(std::string_view name) {
  return name.substr(0, kPrefix.size()) == kPrefix &&
         name.find_first_not_of("0123456789abcdef", kPrefix.size()) == std::string_view::npos;
}

}  // namespace

Lease::Lease(const std::string& folder) : folder_(folder), name_(random_name(kPrefix)) {
  if (folder_.empty()) return;
  prepare_home(folder_);
  // Locked before it has the name that others look at.
  const std::string draft = path_of("new-" + name_);
  file_ =
      Descriptor(::open(draft.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file_ || ::flock(file_.get(), LOCK_EX | LOCK_NB) != 0 ||
      ::rename(draft.c_str(), path_of(name_).c_str()) != 0)
    throw Refused("store", "The home folder " + printable(folder_) +
                               " cannot be written to: " + std::strerror(errno) + ".");
}

Lease::~Lease() {
  if (!folder_.empty()) ::unlink(path_of(name_).c_str());
}

std::string Lease::path_of(const std::string& name) const { return folder_ + "/" + name; }

bool Lease::is_gone(const std::string& name) const {
  if (name.empty()) return true;
  if (name == name_ || folder_.empty() || !is_name(name)) return false;
  const Descriptor file(::open(path_of(name).c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
  if (!file) return errno == ENOENT;
  return ::flock(file.get(), LOCK_SH | LOCK_NB) == 0;
}

void Lease::tidy() const {
  if (folder_.empty()) return;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (is_name(name) && is_gone(name)) ::unlink(entry->path().c_str());
  }
}

}  // namespace back::host
