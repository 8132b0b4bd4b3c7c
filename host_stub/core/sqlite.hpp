// SQLite, as little of it as the store needs. Every failure throws Refused with code store.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace back::host {

class Database;

// One statement, prepared when its text is met first and kept for the next time; parameters are bound
// in order, from 1. Ends before its database.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(Statement&&) = delete;

  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind_bytes(std::string_view bytes);

  bool step();  // true: there is a row
  void run();   // to the end

  std::string text(int column) const;
  std::optional<std::string> text_or_null(int column) const;
  std::int64_t number(int column) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Database {
 public:
  // A file with a write-ahead log; every commit is durable.
  explicit Database(const std::string& path);
  ~Database();
  Database(Database&&) = delete;

  void run(std::string_view sql);
  std::int64_t changed_rows() const;

 private:
  friend class Statement;
  struct State;
  std::unique_ptr<State> state_;
};

// All or nothing: rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(Transaction&&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace back::host
