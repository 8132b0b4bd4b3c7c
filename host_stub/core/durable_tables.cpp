#include "core/durable_tables.hpp"

#include "core/refused.hpp"

namespace back::host {
namespace {

constexpr std::int64_t kSchemaVersion = 2;

constexpr const char* kTables[] = {
    "CREATE TABLE connections (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, plugin TEXT NOT "
    "NULL, config TEXT NOT NULL,"
    " teams TEXT NOT NULL, status INTEGER NOT NULL, reason TEXT NOT NULL, checked TEXT NOT NULL, "
    "created_by TEXT NOT NULL,"
    " created_at TEXT NOT NULL, revision INTEGER NOT NULL) STRICT",
    "CREATE TABLE secrets (connection TEXT NOT NULL REFERENCES connections ON DELETE CASCADE, "
    "field TEXT NOT NULL,"
    " sealed BLOB NOT NULL, PRIMARY KEY (connection, field)) STRICT",
    "CREATE TABLE picks (connection TEXT NOT NULL REFERENCES connections ON DELETE CASCADE, "
    "requester TEXT NOT NULL,"
    " account TEXT NOT NULL, name TEXT NOT NULL, login TEXT NOT NULL, picked_by TEXT NOT NULL, at "
    "TEXT NOT NULL,"
    " PRIMARY KEY (connection, requester)) STRICT",
    "CREATE TABLE seen (actor TEXT NOT NULL, request TEXT NOT NULL, connection TEXT NOT NULL "
    "REFERENCES connections"
    " ON DELETE CASCADE, view TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (actor, request, "
    "connection)) STRICT",
    "CREATE TABLE changes (key TEXT PRIMARY KEY, organisation TEXT NOT NULL, connection TEXT NOT "
    "NULL,"
    " request TEXT NOT NULL, action TEXT NOT NULL, input TEXT NOT NULL, context TEXT NOT NULL, "
    "correlation TEXT NOT NULL,"
    " runner TEXT NOT NULL, started_at TEXT NOT NULL, note TEXT, outcome TEXT, settle_attempts "
    "INTEGER NOT NULL) STRICT",
    "CREATE INDEX changes_pending ON changes (started_at) WHERE outcome IS NULL",
    "CREATE TABLE timeline (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, "
    "organisation TEXT NOT NULL,"
    " request TEXT NOT NULL, at TEXT NOT NULL, line TEXT NOT NULL) STRICT",
    "CREATE INDEX timeline_request ON timeline (organisation, request, number)",
};

}  // namespace

void create_tables(Database& database) {
  Transaction transaction(database);
  Statement version(database, "PRAGMA user_version");
  version.step();
  const std::int64_t found = version.number(0);
  version.run();
  if (found > kSchemaVersion)
    throw Refused("store",
                  "What the host keeps was written by a later version of it; use that version.");
  if (found == kSchemaVersion) return;
  if (found == 0)
    for (const char* table : kTables) database.run(table);
  if (found == 1) database.run("ALTER TABLE changes DROP COLUMN fingerprint");
  database.run("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

}  // namespace back::host
