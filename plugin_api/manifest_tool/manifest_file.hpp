// A manifest read from a YAML file, with every fault located in it.
#pragma once

#include <boost/json/value.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/manifest.hpp"

namespace back::manifest_tool {

// The file cannot be read at all.
class Unreadable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ManifestFile {
  std::vector<std::string> faults;  // "file:line:column: sentence"; empty: what follows is valid
  boost::json::value document;
  contract::Manifest manifest;
};

// Throws Unreadable.
ManifestFile read_manifest_file(const std::string& path);

}  // namespace back::manifest_tool
