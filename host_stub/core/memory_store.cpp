#include "core/memory_store.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/refused.hpp"

namespace back::host {
namespace {

std::map<std::string, SealedSecret> by_field(const std::vector<SealedSecret>& secrets) {
  std::map<std::string, SealedSecret> kept;
  for (const auto& secret : secrets) kept[secret.field] = secret;
  return kept;
}

}  // namespace

// Connections ---

void MemoryStore::add(const ConnectionRecord& connection,
                      const std::vector<SealedSecret>& secrets) {
  const std::lock_guard lock(mutex_);
  if (!connections_
           .try_emplace(
               connection.id,
               Saved{std::make_shared<ConnectionRecord>(connection), by_field(secrets), {}})
           .second)
    throw Refused("store", "There is a connection of this id already.");
}

std::vector<ConnectionRecord> MemoryStore::connections(const std::string& organisation) const {
  const std::lock_guard lock(mutex_);
  std::vector<ConnectionRecord> found;
  for (const auto& [id, saved] : connections_)
    if (saved.record->organisation == organisation) found.push_back(*saved.record);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
  return found;
}

const MemoryStore::Saved* MemoryStore::find(const std::string& connection) const {
  const auto found = connections_.find(connection);
  return found == connections_.end() ? nullptr : &found->second;
}

MemoryStore::Saved* MemoryStore::find(const std::string& connection) {
  return const_cast<Saved*>(std::as_const(*this).find(connection));
}

ConnectionPtr MemoryStore::connection(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const Saved* const saved = find(id);
  return saved == nullptr ? nullptr : saved->record;
}

std::vector<SealedSecret> MemoryStore::secrets(const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  std::vector<SealedSecret> found;
  if (const Saved* const saved = find(connection))
    for (const auto& [field, secret] : saved->secrets) found.push_back(secret);
  return found;
}

MemoryStore::Saved& MemoryStore::still_there(const std::string& connection) {
  if (Saved* const saved = find(connection)) return *saved;
  throw Refused("unknown_connection", "The connection has just been removed.");
}

ConnectionRecord& MemoryStore::renewed(Saved& saved) {
  auto copy = std::make_shared<ConnectionRecord>(*saved.record);
  ConnectionRecord& record = *copy;
  saved.record = std::move(copy);
  return record;
}

void MemoryStore::set_teams(const std::string& connection, const std::vector<std::string>& teams) {
  const std::lock_guard lock(mutex_);
  Saved* const saved = find(connection);
  if (saved == nullptr) return;
  ConnectionRecord& record = renewed(*saved);
  record.teams = teams;
  ++record.revision;
}

void MemoryStore::set_secrets(const std::string& connection,
                              const std::vector<SealedSecret>& secrets) {
  const std::lock_guard lock(mutex_);
  Saved& changed = still_there(connection);
  for (const auto& secret : secrets) changed.secrets[secret.field] = secret;
  ++renewed(changed).revision;
}

void MemoryStore::set_status(const std::string& connection, ConnectionStatus status,
                             const std::string& reason, const std::string& check) {
  const std::lock_guard lock(mutex_);
  Saved* const saved = find(connection);
  if (saved == nullptr) return;
  ConnectionRecord& record = renewed(*saved);
  record.status = status;
  record.reason = reason;
  if (!check.empty()) record.check = check;
}

void MemoryStore::remove(const std::string& connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
  std::erase_if(seen_, [&](const auto& each) { return std::get<1>(each.first) == connection; });
}

// Picks and views ---

void MemoryStore::pick(const Pick& pick) {
  const std::lock_guard lock(mutex_);
  still_there(pick.connection).picks[pick.requester] = pick;
}

std::optional<Pick> MemoryStore::picked(const std::string& connection,
                                        const std::string& requester) const {
  const std::lock_guard lock(mutex_);
  const Saved* const saved = find(connection);
  if (saved == nullptr || !saved->picks.contains(requester)) return std::nullopt;
  return saved->picks.at(requester);
}

void MemoryStore::forget_pick(const std::string& connection, const std::string& requester) {
  const std::lock_guard lock(mutex_);
  if (Saved* const saved = find(connection)) saved->picks.erase(requester);
}

void MemoryStore::saw(const Seen& seen) {
  const std::lock_guard lock(mutex_);
  if (connections_.contains(seen.connection))
    seen_[{seen.request, seen.connection, seen.actor}] = seen;
}

std::optional<Seen> MemoryStore::seen(const std::string& actor, const std::string& request,
                                      const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  const auto found = seen_.find({request, connection, actor});
  if (found == seen_.end()) return std::nullopt;
  return found->second;
}

void MemoryStore::forget_seen(const std::string& request, const std::string& connection) {
  const std::lock_guard lock(mutex_);
  const auto is_it = [&](const auto& each) {
    return std::get<0>(each.first) == request && std::get<1>(each.first) == connection;
  };
  auto place = seen_.lower_bound({request, connection, ""});
  while (place != seen_.end() && is_it(*place)) place = seen_.erase(place);
}

// Changes ---

ChangeRecord MemoryStore::Begun::record() const {
  ChangeRecord record = *asked;
  record.runner = runner;
  record.note = note;
  record.outcome = outcome;
  record.settle_attempts = settle_attempts;
  return record;
}

bool MemoryStore::begin(const ChangePtr& change) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = changes_.try_emplace(change->key);
  if (!is_new) return false;
  Begun& begun = place->second;
  begun.asked = change;
  begun.runner = change->runner;
  pending_.insert(&begun);
  return true;
}

std::optional<ChangeRecord> MemoryStore::change(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = changes_.find(key);
  if (found == changes_.end()) return std::nullopt;
  return found->second.record();
}

std::vector<ChangeRecord> MemoryStore::pending() const {
  const std::lock_guard lock(mutex_);
  std::vector<ChangeRecord> found;
  found.reserve(pending_.size());
  for (const Begun* change : pending_) found.push_back(change->record());
  std::sort(found.begin(), found.end(), [](const ChangeRecord& a, const ChangeRecord& b) {
    return std::tie(a.started_at, a.key) < std::tie(b.started_at, b.key);
  });
  return found;
}

MemoryStore::Begun* MemoryStore::unended(const std::string& key) {
  const auto found = changes_.find(key);
  return found != changes_.end() && !found->second.outcome ? &found->second : nullptr;
}

void MemoryStore::keep_notes(std::vector<NoteRecord> notes) {
  const std::lock_guard lock(mutex_);
  for (auto& note : notes)
    if (Begun* const change = unended(note.key)) change->note = std::move(note.note);
}

bool MemoryStore::claim(const std::string& key, const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  Begun* const change = unended(key);
  if (change == nullptr || change->runner != from) return false;
  change->runner = to;
  return true;
}

bool MemoryStore::end(const std::string& key, const std::string& outcome, TimelineRecord line) {
  const std::lock_guard lock(mutex_);
  Begun* const change = unended(key);
  if (change == nullptr) return false;
  put(*change, std::move(line));
  change->outcome = outcome;
  change->runner.clear();
  pending_.erase(change);
  return true;
}

void MemoryStore::postpone(const std::string& key, const TimelineRecord& line) {
  const std::lock_guard lock(mutex_);
  Begun* const change = unended(key);
  if (change == nullptr) return;
  put(*change, line);
  change->runner.clear();
  ++change->settle_attempts;
}

// Timeline ---

void MemoryStore::put(Begun& change, TimelineRecord line) {
  auto& lines = timelines_[{line.organisation, line.request}];
  const auto is_it = [&](const TimelineRecord& each) { return each.key == line.key; };
  if (change.has_line)
    std::find_if(lines.rbegin(), lines.rend(), is_it)->line = std::move(line.line);
  else
    lines.push_back(std::move(line));
  change.has_line = true;
}

std::vector<TimelineRecord> MemoryStore::timeline(const std::string& organisation,
                                                  const std::string& request) const {
  const std::lock_guard lock(mutex_);
  const auto found = timelines_.find({organisation, request});
  return found == timelines_.end() ? std::vector<TimelineRecord>() : found->second;
}

}  // namespace back::host
