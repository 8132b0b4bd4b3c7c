// The durable store: connections, their secrets, picks and views.
#include "core/durable_store.hpp"
#include "core/durable_tables.hpp"
#include "core/refused.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr const char* kConnectionColumns =
    "SELECT id, organisation, plugin, config, teams, status, reason, checked, created_by, "
    "created_at, revision"
    " FROM connections ";

std::string teams_text(const std::vector<std::string>& teams) {
  boost::json::array list;
  for (const auto& team : teams) list.emplace_back(team);
  return json::canonical(list);
}

std::vector<std::string> teams_of(const std::string& text) {
  std::vector<std::string> teams;
  try {
    const boost::json::value list = json::parse(text);
    for (const auto& team : list.as_array()) teams.emplace_back(team.as_string());
  } catch (const std::exception&) {
    throw Refused("store", "What the host keeps of a connection is damaged: its teams.");
  }
  return teams;
}

ConnectionRecord connection_of(const Statement& row) {
  return {.id = row.text(0),
          .organisation = row.text(1),
          .plugin = row.text(2),
          .config = row.text(3),
          .teams = teams_of(row.text(4)),
          .status = row.number(5) == 0 ? ConnectionStatus::kConnected
                                       : ConnectionStatus::kReconnectNeeded,
          .reason = row.text(6),
          .check = row.text(7),
          .created_by = row.text(8),
          .created_at = row.text(9),
          .revision = row.number(10)};
}

bool is_there(Database& database, const std::string& connection) {
  Statement row(database, "SELECT 1 FROM connections WHERE id = ?");
  row.bind(connection);
  return row.step();
}

void require_there(Database& database, const std::string& connection) {
  if (!is_there(database, connection))
    throw Refused("unknown_connection", "The connection has just been removed.");
}

void put_secrets(Database& database, const std::string& connection,
                 const std::vector<SealedSecret>& secrets) {
  for (const auto& secret : secrets)
    Statement(
        database,
        "INSERT INTO secrets VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed")
        .bind(connection)
        .bind(secret.field)
        .bind_bytes(secret.sealed)
        .run();
}

}  // namespace

DurableStore::DurableStore(const std::string& path) : database_(path) { create_tables(database_); }

// Connections ---

void DurableStore::add(const ConnectionRecord& connection,
                       const std::vector<SealedSecret>& secrets) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  Statement(database_, "INSERT INTO connections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(connection.id)
      .bind(connection.organisation)
      .bind(connection.plugin)
      .bind(connection.config)
      .bind(teams_text(connection.teams))
      .bind(connection.status == ConnectionStatus::kConnected ? std::int64_t{0} : std::int64_t{1})
      .bind(connection.reason)
      .bind(connection.check)
      .bind(connection.created_by)
      .bind(connection.created_at)
      .bind(connection.revision)
      .run();
  put_secrets(database_, connection.id, secrets);
  transaction.commit();
}

std::vector<ConnectionRecord> DurableStore::connections(const std::string& organisation) const {
  const std::lock_guard lock(mutex_);
  Statement rows(database_, std::string(kConnectionColumns) +
                                "WHERE organisation = ? ORDER BY created_at, id");
  rows.bind(organisation);
  std::vector<ConnectionRecord> found;
  while (rows.step()) found.push_back(connection_of(rows));
  return found;
}

ConnectionPtr DurableStore::connection(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  Statement row(database_, std::string(kConnectionColumns) + "WHERE id = ?");
  row.bind(id);
  if (!row.step()) return nullptr;
  return std::make_shared<ConnectionRecord>(connection_of(row));
}

std::vector<SealedSecret> DurableStore::secrets(const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  Statement rows(database_,
                 "SELECT field, sealed FROM secrets WHERE connection = ? ORDER BY field");
  rows.bind(connection);
  std::vector<SealedSecret> found;
  while (rows.step()) found.push_back({rows.text(0), rows.text(1)});
  return found;
}

void DurableStore::set_teams(const std::string& connection, const std::vector<std::string>& teams) {
  const std::lock_guard lock(mutex_);
  Statement(database_, "UPDATE connections SET teams = ?, revision = revision + 1 WHERE id = ?")
      .bind(teams_text(teams))
      .bind(connection)
      .run();
}

void DurableStore::set_secrets(const std::string& connection,
                               const std::vector<SealedSecret>& secrets) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  require_there(database_, connection);
  put_secrets(database_, connection, secrets);
  Statement(database_, "UPDATE connections SET revision = revision + 1 WHERE id = ?")
      .bind(connection)
      .run();
  transaction.commit();
}

void DurableStore::set_status(const std::string& connection, ConnectionStatus status,
                              const std::string& reason, const std::string& check) {
  const std::lock_guard lock(mutex_);
  Statement(database_,
            "UPDATE connections SET status = ?, reason = ?, checked = CASE ?3 WHEN '' THEN checked "
            "ELSE ?3 END"
            " WHERE id = ?4")
      .bind(status == ConnectionStatus::kConnected ? std::int64_t{0} : std::int64_t{1})
      .bind(reason)
      .bind(check)
      .bind(connection)
      .run();
}

void DurableStore::remove(const std::string& connection) {
  const std::lock_guard lock(mutex_);
  Statement(database_, "DELETE FROM connections WHERE id = ?").bind(connection).run();
}

// Picks and views ---

void DurableStore::pick(const Pick& pick) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  require_there(database_, pick.connection);
  Statement(database_, "INSERT OR REPLACE INTO picks VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(pick.connection)
      .bind(pick.requester)
      .bind(pick.account)
      .bind(pick.name)
      .bind(pick.login)
      .bind(pick.picked_by)
      .bind(pick.at)
      .run();
  transaction.commit();
}

std::optional<Pick> DurableStore::picked(const std::string& connection,
                                         const std::string& requester) const {
  const std::lock_guard lock(mutex_);
  Statement row(database_,
                "SELECT connection, requester, account, name, login, picked_by, at FROM picks"
                " WHERE connection = ? AND requester = ?");
  row.bind(connection).bind(requester);
  if (!row.step()) return std::nullopt;
  return Pick{row.text(0), row.text(1), row.text(2), row.text(3),
              row.text(4), row.text(5), row.text(6)};
}

void DurableStore::forget_pick(const std::string& connection, const std::string& requester) {
  const std::lock_guard lock(mutex_);
  Statement(database_, "DELETE FROM picks WHERE connection = ? AND requester = ?")
      .bind(connection)
      .bind(requester)
      .run();
}

void DurableStore::saw(const Seen& seen) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (!is_there(database_, seen.connection)) return;  // removed while it was looked through
  Statement(database_, "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)")
      .bind(seen.actor)
      .bind(seen.request)
      .bind(seen.connection)
      .bind(seen.view)
      .bind(seen.at)
      .run();
  transaction.commit();
}

std::optional<Seen> DurableStore::seen(const std::string& actor, const std::string& request,
                                       const std::string& connection) const {
  const std::lock_guard lock(mutex_);
  Statement row(database_,
                "SELECT actor, request, connection, view, at FROM seen"
                " WHERE actor = ? AND request = ? AND connection = ?");
  row.bind(actor).bind(request).bind(connection);
  if (!row.step()) return std::nullopt;
  return Seen{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)};
}

void DurableStore::forget_seen(const std::string& request, const std::string& connection) {
  const std::lock_guard lock(mutex_);
  Statement(database_, "DELETE FROM seen WHERE request = ? AND connection = ?")
      .bind(request)
      .bind(connection)
      .run();
}

}  // namespace back::host
