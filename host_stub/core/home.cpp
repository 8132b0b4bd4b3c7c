#include "core/home.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/descriptor.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/trusted_path.hpp"

namespace back::host {

void prepare_home(const std::string& folder) {
  std::error_code error;
  const std::filesystem::path path(folder);
  if (!path.is_absolute())
    throw Refused("not_absolute",
                  "The home folder must be named by its full path, starting with /.");
  const mode_t before = ::umask(0077);
  std::filesystem::create_directories(path, error);
  ::umask(before);
  if (error)
    throw Refused("unreadable", "The home folder " + printable(folder) +
                                    " cannot be made: " + error.message() + ".");
  const Descriptor opened = open_trusted_folder("home folder", folder);
  struct stat about {};
  if (::fstat(opened.get(), &about) != 0 || (about.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    throw Refused("parent_writable", "The home folder " + printable(folder) +
                                         " can be written to by others; run: chmod 700 " +
                                         printable(folder));
}

void prepare_private_file(const std::string& path) {
  const Descriptor file(
      ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, 0600));
  const std::string name = "The file " + printable(path);
  if (!file)
    throw Refused("unsafe_file", name + " cannot be opened: " + std::strerror(errno) + ".");
  struct stat about {};
  if (::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode))
    throw Refused("unsafe_file", name + " is not a regular file.");
  if (about.st_uid != ::geteuid()) throw Refused("unsafe_file", name + " belongs to another user.");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Refused("unsafe_file",
                  name + " can be read or written by others; run: chmod 600 " + printable(path));
}

}  // namespace back::host
