#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "cli/problem.hpp"
#include "cli/secret_source.hpp"
#include "core/descriptor.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

using host::printable;
using host::Refused;

constexpr std::size_t kLongestSecret = 16384;

std::pair<std::string, std::string> split(const std::string& typed, const char* option) {
  const auto equals = typed.find('=');
  if (equals == 0 || equals == std::string::npos || equals + 1 == typed.size())
    refuse_usage(std::string(option) + " needs a field and where its secret is: " + option +
                 " FIELD=" + (std::strcmp(option, "--secret-fd") == 0 ? "N." : "FILE."));
  return {typed.substr(0, equals), typed.substr(equals + 1)};
}

Secret read_all(int descriptor, const std::string& name) {
  struct Bytes {
    std::array<char, kLongestSecret + 1> data{};
    ~Bytes() { wipe(data.data(), data.size()); }
  } bytes;
  std::size_t size = 0;
  while (size < bytes.data.size()) {
    const ssize_t count = ::read(descriptor, bytes.data.data() + size, bytes.data.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw Refused("unsafe_file", name + " cannot be read: " + std::strerror(errno) + ".");
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  if (size > kLongestSecret) throw Refused("unsafe_file", name + " is too large for a secret.");
  std::string_view text(bytes.data.data(), size);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.empty()) throw Refused("unsafe_file", name + " is empty.");
  return Secret(text);
}

void judge(const struct stat& about, const std::string& name, const std::string& path) {
  if (!S_ISREG(about.st_mode))
    throw Refused("unsafe_file", name + " is not a regular file; for a pipe use --secret-fd.");
  if (about.st_uid != 0 && about.st_uid != ::geteuid())
    throw Refused("unsafe_file", name + " belongs to another user.");
  if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Refused("unsafe_file",
                  name + " can be read or changed by others; run: chmod 600 " + printable(path));
}

Secret from_file(const std::string& path) {
  const std::string name = "The secret file " + printable(path);
  const host::Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!file)
    throw Refused("unsafe_file", name + " cannot be opened: " + std::strerror(errno) + ".");
  struct stat about {};
  if (::fstat(file.get(), &about) != 0) throw Refused("unsafe_file", name + " cannot be examined.");
  judge(about, name, path);
  return read_all(file.get(), name);
}

Secret from_descriptor(const std::string& number) {
  int descriptor = -1;
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), descriptor);
  const bool whole = error == std::errc() && end == number.data() + number.size();
  if (!whole || descriptor < 0 || ::fcntl(descriptor, F_GETFD) < 0)
    refuse_usage(
        "--secret-fd needs the number of an open descriptor, as in: --secret-fd token=3 "
        "3< FILE.");
  return read_all(descriptor, "The descriptor " + number);
}

}  // namespace

std::vector<host::NamedSecret> read_secrets(const SecretSources& sources) {
  std::vector<host::NamedSecret> secrets;
  for (const auto& typed : sources.files) {
    auto [field, path] = split(typed, "--secret-file");
    secrets.push_back({std::move(field), from_file(path)});
  }
  for (const auto& typed : sources.descriptors) {
    auto [field, number] = split(typed, "--secret-fd");
    secrets.push_back({std::move(field), from_descriptor(number)});
  }
  return secrets;
}

}  // namespace back::cli
