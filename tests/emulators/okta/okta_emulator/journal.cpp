#include "okta_emulator/journal.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace okta_emulator {
namespace json = boost::json;

void Journal::add(JournalEntry entry) {
  entry.number = ++last_;
  entries_.push_back(std::move(entry));
  if (entries_.size() > most_) entries_.pop_front();
}

// The numbers have no gaps, so the place follows from the first one's.
std::deque<JournalEntry> Journal::after(std::int64_t number) const {
  if (entries_.empty() || number >= last_) return {};
  const std::int64_t skipped = std::max<std::int64_t>(0, number - entries_.front().number + 1);
  return {entries_.begin() + skipped, entries_.end()};
}

json::object entry_json(const JournalEntry& entry) {
  json::array headers;
  for (const auto& [name, value] : entry.headers) headers.push_back(json::array{name, value});
  return {{"number", entry.number},         {"at", iso_time(entry.at)},
          {"method", entry.method},         {"target", entry.target},
          {"headers", std::move(headers)},  {"body", entry.body},
          {"token_hash", entry.token_hash}, {"applied", entry.applied},
          {"status", entry.status},         {"fault", entry.fault}};
}

}  // namespace okta_emulator
