#include "core/loader.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <system_error>

#include "core/crypto.hpp"
#include "core/library.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/sealed_copy.hpp"
#include "core/table.hpp"
#include "core/trusted_path.hpp"

namespace back::host {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{512} << 20;
constexpr std::size_t kMostPlugins = 256;

// Libraries stay loaded until the process ends, so what is known of them belongs to the process. By
// SHA-256.
struct Loaded {
  std::mutex mutex;
  std::map<std::string, const back_plugin*> tables;
};

Loaded& loaded() {
  static auto* const for_ever = new Loaded();
  return *for_ever;
}

void compare_with_pin(const SealedCopy& copy, const std::string& name, const LoadRules& rules) {
  const auto pin = rules.pins.find(name);
  if (pin == rules.pins.end() || pin->second == copy.sha256) return;
  throw Refused("wrong_hash", "The plugin " + printable(name) + " has SHA-256 " + copy.sha256 +
                                  ", not the one that is pinned; it is not loaded.");
}

// Its code runs from here on.
const back_plugin* table_of(SealedCopy copy) {
  void* const library = open_library(copy.descriptor.get());
  (void)copy.descriptor.release();  // stays open for ever
  const auto entry = reinterpret_cast<back_plugin_v1_fn>(find_symbol(library, BACK_PLUGIN_V1_NAME));
  if (entry == nullptr) throw Refused("no_entry", "It has no function " BACK_PLUGIN_V1_NAME ".");
  try {
    return entry();
  } catch (...) {  // L7; what was thrown is not looked at
    throw Refused("entry_failed", "Its entry function throws an exception.");
  }
}

const back_plugin* load_once(SealedCopy copy) {
  Loaded& all = loaded();
  const std::lock_guard lock(all.mutex);
  const auto known = all.tables.find(copy.sha256);
  if (known != all.tables.end()) return known->second;
  const std::string sha256 = copy.sha256;
  const back_plugin* table = table_of(std::move(copy));
  all.tables.emplace(sha256, table);
  return table;
}

std::vector<std::string> candidates(const LoadRules& rules) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator entry(rules.folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".so") paths.push_back(entry->path().string());
  }
  if (error)
    throw Refused("not_found", "The folder of plugins " + printable(rules.folder) +
                                   " cannot be read: " + error.message() + ".");
  std::sort(paths.begin(), paths.end());
  return paths;
}

PluginLine line_for(const std::string& path, const LoadRules& rules,
                    const std::vector<PluginLine>& before) {
  PluginLine line{path, nullptr, {}, {}};
  try {
    if (before.size() >= kMostPlugins)
      throw Refused("too_many", "There are more plugins than are loaded.");
    const PluginPtr plugin = load_plugin(path, rules);
    for (const auto& other : before)
      if (other.plugin != nullptr && other.plugin->id == plugin->id)
        throw Refused("duplicate_id", "The plugin " + printable(other.path) + " has the same id, " +
                                          plugin->id + ".");
    line.plugin = plugin;
  } catch (const Refused& refused) {
    line.code = refused.code();
    line.sentence = refused.sentence();
  }
  return line;
}

}  // namespace

PluginPtr load_plugin(const std::string& path, const LoadRules& rules) {
  const TrustedFile file = open_trusted("plugin", path, rules.folder);
  const std::string name = fs::path(path).filename().string();
  const std::string unique = random_name("back-plugin-" + name.substr(0, 100) + "-");
  SealedCopy copy = sealed_copy(file, unique, kMostBytes);
  compare_with_pin(copy, name, rules);
  if (!exports_symbol(copy.descriptor.get(), BACK_PLUGIN_V1_NAME))
    throw Refused("no_entry",
                  "It does not export " BACK_PLUGIN_V1_NAME ", so it is no plugin of Back.");
  const std::string sha256 = copy.sha256;
  Plugin plugin = judge_table(load_once(std::move(copy)));
  plugin.path = path;
  plugin.sha256 = sha256;
  return std::make_shared<const Plugin>(std::move(plugin));
}

std::vector<PluginLine> load_plugins(const LoadRules& rules) {
  std::vector<PluginLine> lines;
  try {
    (void)open_trusted_folder("folder of plugins", rules.folder);
    for (const auto& path : candidates(rules)) lines.push_back(line_for(path, rules, lines));
  } catch (const Refused& refused) {
    lines.push_back({rules.folder, nullptr, refused.code(), refused.sentence()});
  }
  return lines;
}

}  // namespace back::host
