// A manifest as source text, for a plugin to include.
#pragma once

#include <string>

#include "contract/manifest.hpp"

namespace back::manifest_tool {

// namespace <id>::manifest with kJson, kId and kVersion.
std::string cpp_header(const contract::Manifest& manifest, const std::string& json);

// <ID>_MANIFEST, <ID>_ID and <ID>_VERSION, in any C.
std::string c_header(const contract::Manifest& manifest, const std::string& json);

}  // namespace back::manifest_tool
