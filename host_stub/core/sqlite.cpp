// The only file that knows SQLite.
#include "core/sqlite.hpp"

#include <sqlite3.h>

#include <map>
#include <vector>

#include "core/refused.hpp"

namespace back::host {
namespace {

constexpr int kBusyMilliseconds = 10000;  // another process of the same home is writing

[[noreturn]] void fail(sqlite3* database) {
  const char* reason = database == nullptr ? "no memory" : sqlite3_errmsg(database);
  throw Refused("store",
                std::string("What the host keeps cannot be read or written: ") + reason + ".");
}

}  // namespace

struct Database::State {
  using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

  sqlite3* handle = nullptr;
  // By text; those that are not in use.
  std::map<std::string, std::vector<Prepared>, std::less<>> prepared;

  ~State() {
    prepared.clear();
    sqlite3_close(handle);
  }

  Prepared take(std::string_view sql) {
    const auto found = prepared.find(sql);
    if (found != prepared.end() && !found->second.empty()) {
      Prepared statement = std::move(found->second.back());
      found->second.pop_back();
      return statement;
    }
    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &made, nullptr) != SQLITE_OK)
      fail(handle);
    return {made, &sqlite3_finalize};
  }

  // What was bound goes at once: it may be large, and is nobody's business any more.
  void give_back(std::string_view sql, Prepared statement) {
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    auto found = prepared.find(sql);
    if (found == prepared.end()) found = prepared.emplace(sql, std::vector<Prepared>()).first;
    found->second.push_back(std::move(statement));
  }
};

struct Statement::State {
  Database::State& database;
  const std::string sql;
  Database::State::Prepared prepared;
  sqlite3_stmt* const handle = prepared.get();
  int bound = 0;

  void check(int code) const {
    if (code != SQLITE_OK) fail(database.handle);
  }
};

Database::Database(const std::string& path) : state_(std::make_unique<State>()) {
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX |
                         SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
  if (sqlite3_open_v2(path.c_str(), &state_->handle, kFlags, nullptr) != SQLITE_OK) {
    const std::string reason = sqlite3_errmsg(state_->handle);
    throw Refused("store", "What the host keeps cannot be opened: " + reason + ".");
  }
  sqlite3_busy_timeout(state_->handle, kBusyMilliseconds);
  run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
  run("PRAGMA trusted_schema = OFF");
}

Database::~Database() = default;

void Database::run(std::string_view sql) { Statement(*this, sql).run(); }

std::int64_t Database::changed_rows() const { return sqlite3_changes64(state_->handle); }

Statement::Statement(Database& database, std::string_view sql)
    : state_(new State{*database.state_, std::string(sql), database.state_->take(sql)}) {}

Statement::~Statement() {
  try {
    state_->database.give_back(state_->sql, std::move(state_->prepared));
  } catch (const std::bad_alloc&) {
    // Then it is prepared again the next time.
  }
}

Statement& Statement::bind(std::string_view text) {
  state_->check(sqlite3_bind_text64(state_->handle, ++state_->bound,
                                    text.data() == nullptr ? "" : text.data(), text.size(),
                                    SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  state_->check(sqlite3_bind_int64(state_->handle, ++state_->bound, number));
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  state_->check(sqlite3_bind_blob64(state_->handle, ++state_->bound, bytes.data(), bytes.size(),
                                    SQLITE_TRANSIENT));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(state_->handle);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(state_->database.handle);
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

std::string Statement::text(int column) const { return text_or_null(column).value_or(""); }

std::optional<std::string> Statement::text_or_null(int column) const {
  if (sqlite3_column_type(state_->handle, column) == SQLITE_NULL) return std::nullopt;
  const void* data = sqlite3_column_blob(state_->handle, column);
  const int size = sqlite3_column_bytes(state_->handle, column);
  if (data == nullptr || size <= 0) return std::string();
  return std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(state_->handle, column);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Refused&) {
    // SQLite has rolled back by itself.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace back::host
