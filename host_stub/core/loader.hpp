// Finds plugins, judges them and loads them, each step only after the one before has found nothing
// wrong. A plugin that fails is one line in the list, never the end of the host.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/plugin.hpp"

namespace back::host {

struct LoadRules {
  std::string folder;                       // absolute, real path: plugins lie in it
  std::map<std::string, std::string> pins;  // file name -> SHA-256 in lower-case hexadecimal
};

// Every "*.so" directly in the folder, by name. A folder that cannot be read is one line as well.
// Of two plugins with one id the later is refused.
std::vector<PluginLine> load_plugins(const LoadRules& rules);

// One file. Throws Refused: a code of open_trusted or sealed_copy, then wrong_hash, damaged,
// no_entry, not_loadable, or a code of judge_table. The same bytes are loaded once in a process,
// however often this is called.
PluginPtr load_plugin(const std::string& path, const LoadRules& rules);

}  // namespace back::host
