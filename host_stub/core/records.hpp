// What the store keeps, row by row.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace back::host {

enum class ConnectionStatus { kConnected, kReconnectNeeded };

struct ConnectionRecord {
  std::string id;
  std::string organisation;
  std::string plugin;
  std::string config;  // canonical JSON without secrets and teams
  std::vector<std::string> teams;
  ConnectionStatus status = ConnectionStatus::kConnected;
  std::string reason;      // why not connected, for people
  std::string check;       // JSON: what the last check said
  std::string created_by;  // expert's id
  std::string created_at;
  std::int64_t revision = 1;  // counts changes of teams and secrets
};
// As it was when it was asked for; null: there is none.
using ConnectionPtr = std::shared_ptr<const ConnectionRecord>;

struct SealedSecret {
  std::string field;
  std::string sealed;  // bytes
};

struct Pick {
  std::string connection;
  std::string requester;
  std::string account;
  std::string name;  // of the account, as it was when it was picked
  std::string login;
  std::string picked_by;
  std::string at;
};

struct Seen {
  std::string actor;
  std::string request;
  std::string connection;
  std::string view;  // JSON: the members seen, account and actions of the requester view
  std::string at;
};

// One execute, from before it is handed to the plugin.
struct ChangeRecord {
  std::string key;  // idempotency key
  std::string organisation;
  std::string connection;
  std::string request;
  std::string action;
  std::string input;    // JSON
  std::string context;  // JSON
  std::string correlation;
  std::string runner;  // the process that works on it; empty: nobody
  std::string started_at;
  std::optional<std::string> note;     // JSON; none: nothing was sent
  std::optional<std::string> outcome;  // done, refused ...; none: not settled yet
  std::int64_t settle_attempts = 0;
};

// As it was begun: for those who only look at what was asked.
using ChangePtr = std::shared_ptr<const ChangeRecord>;

struct NoteRecord {
  std::string key;
  std::string note;
};

struct TimelineRecord {
  std::string key;  // of the change; one line for each
  std::string organisation;
  std::string request;
  std::string at;
  std::string line;  // JSON
};

}  // namespace back::host
