#include "core/trusted_path.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

// Where the walk is, for the sentences.
struct Place {
  std::string_view what;
  std::string path;  // as far as the walk has come
};

[[noreturn]] void refuse(const char* code, const Place& place, const std::string& why) {
  throw Refused(code, "The " + std::string(place.what) + " " + printable(place.path) + " " + why);
}

// The parts of an absolute path. A part that means another place ("..") or none is refused.
std::vector<std::string> parts_of(std::string_view what, const std::string& path) {
  const Place place{what, path};
  const bool absolute =
      !path.empty() && path[0] == '/' && path.size() < 4096 && path.find('\0') == std::string::npos;
  if (!absolute) refuse("not_absolute", place, "must be named by its full path, starting with /.");
  std::vector<std::string> parts;
  std::size_t start = 1;
  while (start <= path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    parts.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  if (parts.size() == 1 && parts[0].empty()) parts.clear();
  for (const auto& part : parts)
    if (part.empty() || part == "." || part == "..")
      refuse("not_absolute", place, "must be named without empty parts, . or .. in the path.");
  return parts;
}

bool is_ours(const struct stat& about) { return about.st_uid == 0 || about.st_uid == ::geteuid(); }

struct stat look(int descriptor, const Place& place) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0) refuse("unreadable", place, "cannot be examined.");
  return about;
}

// A folder others may write to lets them swap what lies in it, unless it is root's and sticky, as
// /tmp is: there they cannot touch what is ours, and that the next part is ours is looked at when
// the walk comes to it.
void judge_folder(const struct stat& about, const Place& place) {
  const std::string remedy = printable(place.path);
  if (!is_ours(about))
    refuse("parent_foreign_owner", place,
           "belongs to another user, who could replace what is in it; it must belong to root or to "
           "the user who runs this.");
  const bool open_to_others = (about.st_mode & (S_IWGRP | S_IWOTH)) != 0;
  const bool sticky = (about.st_mode & S_ISVTX) != 0 && about.st_uid == 0;
  if (open_to_others && !sticky)
    refuse(
        "parent_writable", place,
        "can be written to by others, who could replace what is in it; run: chmod go-w " + remedy);
}

Descriptor open_part(int folder, const std::string& name, const Place& place) {
  Descriptor part(::openat(folder, name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
  if (!part) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) refuse("not_found", place, "does not exist.");
    refuse("unreadable", place, std::string("cannot be opened: ") + std::strerror(error) + ".");
  }
  return part;
}

// Walks from / through all parts but the last `keep`, judging each folder.
Descriptor walk(std::string_view what, const std::vector<std::string>& parts, std::size_t keep,
                Place& place) {
  place = {"folder", "/"};
  Descriptor here(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
  judge_folder(look(here.get(), place), place);
  std::string path;
  for (std::size_t i = 0; i + keep < parts.size(); ++i) {
    path += "/" + parts[i];
    place = {"folder", path};
    Descriptor next = open_part(here.get(), parts[i], place);
    const struct stat about = look(next.get(), place);
    if (S_ISLNK(about.st_mode))
      refuse("symbolic_link", place, "is a symbolic link; name the real path.");
    if (!S_ISDIR(about.st_mode)) refuse("not_found", place, "is not a folder.");
    judge_folder(about, place);
    here = std::move(next);
  }
  place = {what, path};
  return here;
}

void judge_file(const struct stat& about, const Place& place) {
  if (S_ISLNK(about.st_mode))
    refuse("symbolic_link", place, "is a symbolic link; name the file itself.");
  if (!S_ISREG(about.st_mode)) refuse("not_regular", place, "is not a regular file.");
  if (!is_ours(about))
    refuse("foreign_owner", place,
           "belongs to another user; it must belong to root or to the user who runs this.");
  if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    refuse("writable", place,
           "can be written to by others; run: chmod go-w " + printable(place.path));
}

bool lies_in(const std::vector<std::string>& parts, const std::vector<std::string>& root) {
  return parts.size() > root.size() && std::equal(root.begin(), root.end(), parts.begin());
}

}  // namespace

TrustedFile open_trusted(std::string_view what, const std::string& path, const std::string& root) {
  const auto parts = parts_of(what, path);
  Place place{what, path};
  if (parts.empty()) refuse("not_regular", place, "is not a regular file.");
  if (!root.empty() && !lies_in(parts, parts_of("folder", root)))
    refuse("outside_root", place, "does not lie in the folder " + printable(root) + ".");
  const Descriptor folder = walk(what, parts, 1, place);
  place = {what, path};
  const Descriptor file = open_part(folder.get(), parts.back(), place);
  judge_file(look(file.get(), place), place);
  // The same file again, now to read it: what has been judged is what is opened.
  const std::string same = "/proc/self/fd/" + std::to_string(file.get());
  TrustedFile trusted{Descriptor(::open(same.c_str(), O_RDONLY | O_CLOEXEC)), 0};
  if (!trusted.descriptor)
    refuse("unreadable", place, std::string("cannot be read: ") + std::strerror(errno) + ".");
  trusted.bytes = static_cast<std::uint64_t>(look(trusted.descriptor.get(), place).st_size);
  return trusted;
}

Descriptor open_trusted_folder(std::string_view what, const std::string& path) {
  Place place;
  return walk(what, parts_of(what, path), 0, place);
}

}  // namespace back::host
