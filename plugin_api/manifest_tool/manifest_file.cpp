#include "manifest_tool/manifest_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "yaml/strict_yaml.hpp"

namespace back::manifest_tool {
namespace {

// One byte more than may be read, so that a longer file is refused as such.
std::string contents(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (exists(status) && !is_regular_file(status)) {
    throw Unreadable(path + ": this is not a file of text; name a manifest file.");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Unreadable(path + ": cannot be opened (" + std::strerror(errno) + ").");
  std::string text(yaml::kMaxBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw Unreadable(path + ": cannot be read.");
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace

ManifestFile read_manifest_file(const std::string& path) {
  ManifestFile file;
  const std::string text = contents(path);
  try {
    const yaml::Document document = yaml::parse(text);
    for (const auto& fault : contract::manifest_faults(document.root())) {
      const auto position = document.position(fault.pointer, fault.at_key);
      file.faults.push_back(yaml::located(path, position, describe(fault)));
    }
    if (!file.faults.empty()) return file;
    file.document = document.root();
    file.manifest = contract::read_manifest(file.document);
  } catch (const yaml::YamlError& error) {
    file.faults.push_back(yaml::located(path, error.position(), error.what()));
  }
  return file;
}

}  // namespace back::manifest_tool
