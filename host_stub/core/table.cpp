#include "core/table.hpp"

#include <cstdint>

#include "contract/field_schema.hpp"
#include "core/abi_text.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

// What no plugin can do without. Fields behind it may be missing from a smaller table.
constexpr std::size_t kLeastSize = offsetof(back_plugin, start) + sizeof(back_plugin::start);
constexpr std::size_t kMostSize = 1u << 16;
constexpr std::size_t kLongestVersion = 64;

std::string interface(std::int64_t minor) {
  return std::to_string(BACK_ABI_MAJOR) + "." + std::to_string(minor);
}

void judge_head(const back_plugin* table) {
  if (table == nullptr) throw Refused("no_table", "Its entry function returns nothing.");
  const bool readable = reinterpret_cast<std::uintptr_t>(table) % alignof(back_plugin) == 0;
  if (!readable || table->magic != BACK_MAGIC)
    throw Refused("bad_magic", "Its table does not begin as a plugin of Back does.");
  if (table->size < kLeastSize || table->size > kMostSize)
    throw Refused("bad_size", "Its table is " + std::to_string(table->size) +
                                  " bytes long, which makes no sense.");
  if (table->abi_major != BACK_ABI_MAJOR)
    throw Refused("bad_major", "It was built for version " + std::to_string(table->abi_major) +
                                   " of the interface; this host speaks version " +
                                   std::to_string(BACK_ABI_MAJOR) + ".");
  if (table->min_host_minor > BACK_ABI_MINOR)
    throw Refused("host_too_old", "It needs a host of interface " +
                                      interface(table->min_host_minor) +
                                      " or later; this one has " + interface(BACK_ABI_MINOR) +
                                      ". Update the host.");
}

contract::Manifest manifest_of(const back_plugin& table) {
  const std::string_view text = view_of(table.manifest);
  if (text.empty()) throw Refused("bad_manifest", "It carries no manifest.");
  if (text.size() > contract::kManifestMaxBytes)
    throw Refused("bad_manifest", "Its manifest is larger than allowed.");
  try {
    return contract::parse_manifest(text);
  } catch (const contract::Invalid& invalid) {
    throw Refused("bad_manifest", "Its manifest is not valid: " + printable(invalid.what()));
  }
}

void agree(std::string_view what, std::string_view table, std::string_view manifest) {
  if (table == manifest) return;
  throw Refused("bad_manifest", "Its table says " + std::string(what) + " " +
                                    printable(table.substr(0, kLongestVersion)) +
                                    ", its manifest " + printable(manifest) + ".");
}

}  // namespace

Plugin judge_table(const back_plugin* table) {
  judge_head(table);
  Plugin plugin;
  plugin.table = table;
  plugin.manifest = manifest_of(*table);
  for (const auto& action : plugin.manifest.actions)
    plugin.inputs.emplace(action.id, contract::Schema(contract::input_schema(action)));
  agree("id", view_of(table->id), plugin.manifest.id);
  agree("version", view_of(table->version), plugin.manifest.version);
  agree("that it needs a host of interface", interface(table->min_host_minor),
        interface(plugin.manifest.host_minor));
  plugin.id = plugin.manifest.id;
  plugin.version = plugin.manifest.version;
  plugin.may_block = (table->flags & BACK_MAY_BLOCK_IN_START) != 0;
  if (BACK_HAS(table, back_plugin, cancel)) plugin.cancel = table->cancel;
  if (BACK_HAS(table, back_plugin, proceed)) plugin.proceed = table->proceed;
  if (BACK_HAS(table, back_plugin, get_extension)) plugin.get_extension = table->get_extension;
  if (table->open == nullptr || table->close == nullptr || table->start == nullptr)
    throw Refused("missing_functions", "Its table lacks open, close or start.");
  if (plugin.proceed == nullptr && !plugin.may_block)
    throw Refused("missing_functions",
                  "Its table lacks proceed, which only a plugin that may block can do without.");
  return plugin;
}

}  // namespace back::host
