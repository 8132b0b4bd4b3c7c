#include "core/links.hpp"

#include <algorithm>
#include <iterator>

#include "core/refused.hpp"

namespace back::host {
namespace {

// Code of a plugin may still be running there: the ABI forbids to free it.
void keep_for_ever(OpenPtr open, std::unique_ptr<Stage> stage) {
  static std::mutex mutex;
  static auto* kept = new std::vector<std::pair<OpenPtr, std::unique_ptr<Stage>>>();
  const std::lock_guard lock(mutex);
  kept->emplace_back(std::move(open), std::move(stage));
}

}  // namespace

Links::Links(const std::vector<PluginLine>& plugins, const std::shared_ptr<Log>& log,
             const Limits& limits, const NetworkPolicy& network, Alarm& alarm,
             std::chrono::milliseconds patience, std::chrono::milliseconds open_limit)
    : patience_(patience), open_limit_(open_limit) {
  for (const auto& line : plugins) {
    if (line.plugin == nullptr) continue;
    HostTable* table = HostTable::create(log, line.plugin->id, limits, network);
    auto stage = std::make_unique<Stage>(line.plugin, *table, alarm);
    stage->limit = open_limit;
    stages_.emplace(line.plugin->id, std::move(stage));
  }
}

Links::~Links() {
  std::vector<OpenPtr> open;
  {
    const std::lock_guard lock(mutex_);
    open.swap(retired_);
    for (auto& [id, entry] : open_) open.push_back(std::move(entry.open));
    open_.clear();
  }
  close_all(open);
  for (const auto& stuck : unclosed_) {
    const auto stage = stages_.find(stuck->stage().plugin->id);
    keep_for_ever(stuck, stage == stages_.end() ? nullptr : std::move(stage->second));
    if (stage != stages_.end()) stages_.erase(stage);
  }
}

Stage& Links::stage(const std::string& plugin) const {
  const auto found = stages_.find(plugin);
  if (found == stages_.end())
    throw Refused("plugin_missing",
                  "The integration " + plugin + " is not installed, or could not be loaded.");
  return *found->second;
}

PluginPtr Links::plugin(const std::string& id) const {
  const auto found = stages_.find(id);
  return found == stages_.end() ? nullptr : found->second->plugin;
}

HostTable& Links::table(const std::string& plugin) const { return stage(plugin).table; }

OpenPtr Links::open(const std::string& plugin, std::string_view config,
                    const std::vector<NamedSecret>& secrets) {
  return OpenConnection::open(stage(plugin), config, secrets);
}

OpenPtr Links::find(const std::string& id, std::int64_t revision) {
  close_retired();
  const std::lock_guard lock(mutex_);
  const auto found = open_.find(id);
  return found != open_.end() && found->second.revision == revision ? found->second.open : nullptr;
}

OpenPtr Links::adopt(const std::string& id, std::int64_t revision, OpenPtr open) {
  const std::lock_guard lock(mutex_);
  Entry& entry = open_[id];
  if (entry.open != nullptr && entry.revision >= revision) {
    retired_.push_back(std::move(open));  // another thread was faster
  } else {
    if (entry.open != nullptr) retired_.push_back(std::move(entry.open));
    entry = {revision, std::move(open)};
  }
  return entry.open;
}

void Links::close_retired() {
  std::vector<OpenPtr> idle;
  {
    const std::lock_guard lock(mutex_);
    const auto busy = std::partition(retired_.begin(), retired_.end(),
                                     [](const OpenPtr& open) { return !open->idle(); });
    std::move(busy, retired_.end(), std::back_inserter(idle));
    retired_.erase(busy, retired_.end());
  }
  for (const auto& open : idle) close(open);
}

void Links::close(const std::string& id) {
  OpenPtr open;
  {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(id);
    if (found == open_.end()) return;
    open = std::move(found->second.open);
    open_.erase(found);
  }
  close(open);
}

void Links::close(const OpenPtr& open) {
  if (!open->close(patience_)) keep(open);
}

void Links::keep(const OpenPtr& open) {
  const std::lock_guard lock(mutex_);
  unclosed_.push_back(open);
}

void Links::close_all(const std::vector<OpenPtr>& open) {
  using Clock = std::chrono::steady_clock;
  for (const auto& one : open) one->ask_to_end();
  const auto drained = Clock::now() + patience_;
  const auto closed = drained + open_limit_;
  const auto until = [](Clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  };
  for (const auto& one : open)
    if (!one->close(until(drained), until(closed))) keep(one);
}

std::size_t Links::stuck() const {
  const std::lock_guard lock(mutex_);
  std::size_t count = 0;
  for (const auto& [id, stage] : stages_)
    count += static_cast<std::size_t>(std::max<std::int64_t>(*stage->hanging, 0));
  for (const auto& [id, entry] : open_) count += entry.open->stuck();
  for (const auto& open : retired_) count += open->stuck();
  for (const auto& open : unclosed_) count += open->stuck();
  return count;
}

}  // namespace back::host
