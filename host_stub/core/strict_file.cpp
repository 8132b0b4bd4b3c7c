#include "core/strict_file.hpp"

#include <cerrno>
#include <cstring>

#include "contract/schema.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/trusted_path.hpp"
#include "yaml/strict_yaml.hpp"

namespace back::host {

std::string read_trusted_text(std::string_view what, const std::string& path) {
  const TrustedFile file = open_trusted(what, path);
  std::string text(kStrictFileMaxBytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(file.descriptor.get(), text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Refused("unreadable", "The " + std::string(what) + " " + printable(path) +
                                      " cannot be read: " + std::strerror(errno) + ".");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kStrictFileMaxBytes)
    throw Refused("too_large",
                  "The " + std::string(what) + " " + printable(path) + " is larger than 256 KiB.");
  text.resize(size);
  return text;
}

boost::json::object parse_strict(std::string_view text, const std::string& path,
                                 std::string_view schema) {
  try {
    const yaml::Document document = yaml::parse(text);
    const auto faults = contract::Schema::parse(schema).faults(document.root(), 1);
    if (faults.empty()) return document.root().as_object();
    const auto& first = faults.front();
    throw Refused("bad_file",
                  printable(yaml::located(path, document.position(first.pointer, first.at_key),
                                          contract::describe(first))));
  } catch (const yaml::YamlError& error) {
    throw Refused("bad_file", printable(yaml::located(path, error.position(), error.what())));
  }
}

}  // namespace back::host
