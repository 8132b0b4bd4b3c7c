// The durable store: changes with their notes and outcomes, and timelines.
#include "core/durable_store.hpp"

namespace back::host {
namespace {

constexpr const char* kChangeColumns =
    "SELECT key, organisation, connection, request, action, input, context, "
    "correlation, runner, started_at,"
    " note, outcome, settle_attempts FROM changes ";

ChangeRecord change_of(const Statement& row) {
  return {.key = row.text(0),
          .organisation = row.text(1),
          .connection = row.text(2),
          .request = row.text(3),
          .action = row.text(4),
          .input = row.text(5),
          .context = row.text(6),
          .correlation = row.text(7),
          .runner = row.text(8),
          .started_at = row.text(9),
          .note = row.text_or_null(10),
          .outcome = row.text_or_null(11),
          .settle_attempts = row.number(12)};
}

void put_line(Database& database, const TimelineRecord& line) {
  Statement(database,
            "INSERT INTO timeline (key, organisation, request, at, line) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET line = excluded.line")
      .bind(line.key)
      .bind(line.organisation)
      .bind(line.request)
      .bind(line.at)
      .bind(line.line)
      .run();
}

}  // namespace

// Changes ---

bool DurableStore::begin(const ChangePtr& change) {
  const std::lock_guard lock(mutex_);
  Statement(database_,
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, 0)"
            " ON CONFLICT DO NOTHING")
      .bind(change->key)
      .bind(change->organisation)
      .bind(change->connection)
      .bind(change->request)
      .bind(change->action)
      .bind(change->input)
      .bind(change->context)
      .bind(change->correlation)
      .bind(change->runner)
      .bind(change->started_at)
      .run();
  return database_.changed_rows() == 1;
}

std::optional<ChangeRecord> DurableStore::change(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  Statement row(database_, std::string(kChangeColumns) + "WHERE key = ?");
  row.bind(key);
  if (!row.step()) return std::nullopt;
  return change_of(row);
}

std::vector<ChangeRecord> DurableStore::pending() const {
  const std::lock_guard lock(mutex_);
  Statement rows(database_,
                 std::string(kChangeColumns) + "WHERE outcome IS NULL ORDER BY started_at, key");
  std::vector<ChangeRecord> found;
  while (rows.step()) found.push_back(change_of(rows));
  return found;
}

void DurableStore::keep_notes(std::vector<NoteRecord> notes) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  for (const auto& note : notes)
    Statement(database_, "UPDATE changes SET note = ? WHERE key = ? AND outcome IS NULL")
        .bind(note.note)
        .bind(note.key)
        .run();
  transaction.commit();
}

bool DurableStore::claim(const std::string& key, const std::string& from, const std::string& to) {
  const std::lock_guard lock(mutex_);
  Statement(database_,
            "UPDATE changes SET runner = ? WHERE key = ? AND runner = ? AND outcome IS NULL")
      .bind(to)
      .bind(key)
      .bind(from)
      .run();
  return database_.changed_rows() == 1;
}

bool DurableStore::end(const std::string& key, const std::string& outcome, TimelineRecord line) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  Statement(database_,
            "UPDATE changes SET outcome = ?, runner = '' WHERE key = ? AND outcome IS NULL")
      .bind(outcome)
      .bind(key)
      .run();
  if (database_.changed_rows() != 1) return false;
  put_line(database_, line);
  transaction.commit();
  return true;
}

void DurableStore::postpone(const std::string& key, const TimelineRecord& line) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  Statement(database_,
            "UPDATE changes SET runner = '', settle_attempts = settle_attempts + 1"
            " WHERE key = ? AND outcome IS NULL")
      .bind(key)
      .run();
  if (database_.changed_rows() == 1) put_line(database_, line);
  transaction.commit();
}

std::vector<TimelineRecord> DurableStore::timeline(const std::string& organisation,
                                                   const std::string& request) const {
  const std::lock_guard lock(mutex_);
  Statement rows(database_,
                 "SELECT key, organisation, request, at, line FROM timeline"
                 " WHERE organisation = ? AND request = ? ORDER BY number");
  rows.bind(organisation).bind(request);
  std::vector<TimelineRecord> found;
  while (rows.step())
    found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)});
  return found;
}

}  // namespace back::host
