// A plugin that has been judged and loaded. It stays so until the process ends.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "back/plugin.h"
#include "contract/manifest.hpp"
#include "contract/schema.hpp"

namespace back::host {

struct Plugin {
  const back_plugin* table = nullptr;
  std::string id;
  std::string version;
  std::string path;
  std::string sha256;
  contract::Manifest manifest;
  std::map<std::string, contract::Schema, std::less<>> inputs;  // of the actions, by their id
  bool may_block = false;

  // Fields that a smaller table does not have are null.
  decltype(back_plugin::cancel) cancel = nullptr;
  decltype(back_plugin::proceed) proceed = nullptr;
  decltype(back_plugin::get_extension) get_extension = nullptr;
};

using PluginPtr = std::shared_ptr<const Plugin>;

// One line in the list of plugins: loaded, or why not.
struct PluginLine {
  std::string path;
  PluginPtr plugin;      // null if it was refused
  std::string code;      // of the refusal
  std::string sentence;  // of the refusal
};

}  // namespace back::host
