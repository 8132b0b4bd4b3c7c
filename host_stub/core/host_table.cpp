#include "core/host_table.hpp"

#include <cstring>
#include <mutex>
#include <type_traits>

#include "core/abi_text.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::size_t kMostLogFields = 16u << 10;

Level level_of(int32_t level) {
  switch (level) {
    case BACK_LOG_DEBUG:
      return Level::kDebug;
    case BACK_LOG_INFO:
      return Level::kInfo;
    case BACK_LOG_WARNING:
      return Level::kWarning;
    case BACK_LOG_PLUGIN_MISBEHAVES:
      return Level::kPluginMisbehaves;
    case BACK_LOG_HOST_MISBEHAVES:
      return Level::kHostMisbehaves;
    default:
      return Level::kError;
  }
}

boost::json::object fields_of(std::string_view text) {
  if (text.empty()) return {};
  try {
    auto value = json::parse(text, {kMostLogFields, 8});
    if (value.is_object()) return std::move(value.get_object());
  } catch (const json::JsonError&) {
    // Said below: the line itself must not be lost because of its fields.
  }
  return {{"fields", "were not a JSON object and have been left out"}};
}

}  // namespace

HostTable* HostTable::create(std::shared_ptr<Log> log, std::string plugin, const Limits& limits,
                             NetworkPolicy network) {
  static std::mutex mutex;
  static auto* for_ever = new std::vector<std::unique_ptr<HostTable>>();
  std::unique_ptr<HostTable> table(
      new HostTable(std::move(log), std::move(plugin), limits, std::move(network)));
  const std::lock_guard lock(mutex);
  return for_ever->emplace_back(std::move(table)).get();
}

HostTable::HostTable(std::shared_ptr<Log> log, std::string plugin, const Limits& limits,
                     NetworkPolicy network)
    : log_(std::move(log)),
      plugin_(std::move(plugin)),
      limits_(limits),
      policy_(std::move(network)) {
  for (const auto& entry : policy_.connect_to) connect_to_.push_back(abi_text(entry));
  network_.size = sizeof network_;
  network_.allow_private = policy_.allow_private ? 1 : 0;
  network_.ca_file = abi_text(policy_.ca_file);
  network_.proxy = abi_text(policy_.proxy);
  network_.connect_to = connect_to_.data();
  network_.connect_to_count = connect_to_.size();
  kept_.size = sizeof kept_;
  kept_.least = static_cast<int32_t>(log_->least());
  table_.self = this;
  back_host& abi = table_.abi;
  abi.size = sizeof abi;
  abi.abi_minor = BACK_ABI_MINOR;
  abi.name = abi_text("back-host");
  abi.version = abi_text(BACK_HOST_VERSION);
  abi.max_output = limits_.max_output;
  abi.max_depth = limits_.max_depth;
  abi.max_note = limits_.max_note;
  abi.log = &HostTable::on_log;
  abi.get_extension = &HostTable::on_get_extension;
}

const HostTable& HostTable::self(const back_host* host) {
  static_assert(std::is_standard_layout_v<Table>);
  return *reinterpret_cast<const Table*>(host)->self;
}

void HostTable::log(Level level, std::string_view sentence,
                    boost::json::object fields) const noexcept {
  log_->write(level, plugin_, sentence, std::move(fields));
}

void HostTable::on_log(const back_host* host, int32_t level, back_text sentence,
                       back_text fields) noexcept {
  try {
    if (host == nullptr) return;
    self(host).log(level_of(level), view_of(sentence), fields_of(view_of(fields)));
  } catch (...) {
    // A log line is not worth an exception across the boundary.
  }
}

const void* HostTable::on_get_extension(const back_host* host, const char* id) noexcept {
  if (host == nullptr || id == nullptr) return nullptr;
  if (std::strcmp(id, BACK_EXT_NETWORK) == 0) return &self(host).network_;
  if (std::strcmp(id, BACK_EXT_LOG) == 0) return &self(host).kept_;
  return nullptr;
}

}  // namespace back::host
