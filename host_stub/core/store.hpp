// What the host keeps: connections, sealed secrets, picks, what was seen, changes under way with
// their last note, timelines. One database; every commit is durable. All functions may be called
// from any thread, and throw Refused with code store.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/records.hpp"
#include "core/sqlite.hpp"

namespace back::host {

class Store {
 public:
  explicit Store(const std::string& path);  // ":memory:" for tests

  // Connections ---
  void add(const ConnectionRecord& connection, const std::vector<SealedSecret>& secrets);
  std::vector<ConnectionRecord> connections(const std::string& organisation) const;
  std::optional<ConnectionRecord> connection(const std::string& id) const;
  std::vector<SealedSecret> secrets(const std::string& connection) const;
  // Each of these counts the connection's revision up.
  void set_teams(const std::string& connection, const std::vector<std::string>& teams);
  // Throws Refused with unknown_connection if it has been removed; so does pick.
  void set_secrets(const std::string& connection, const std::vector<SealedSecret>& secrets);
  // Status and reason, and what the check said unless it is empty.
  void set_status(const std::string& connection, ConnectionStatus status, const std::string& reason,
                  const std::string& check = {});
  void remove(const std::string& connection);

  // Picks and views ---
  void pick(const Pick& pick);
  std::optional<Pick> picked(const std::string& connection, const std::string& requester) const;
  void forget_pick(const std::string& connection, const std::string& requester);
  void saw(const Seen& seen);  // through a connection that has been removed: nothing
  std::optional<Seen> seen(const std::string& actor, const std::string& request,
                           const std::string& connection) const;
  void forget_seen(const std::string& request, const std::string& connection);

  // Changes ---
  // False if there is a change of that key already.
  bool begin(const ChangeRecord& change);
  std::optional<ChangeRecord> change(const std::string& key) const;
  // Changes without an outcome.
  std::vector<ChangeRecord> pending() const;
  // All of them in one durable commit; a note for a change that has ended is dropped.
  void keep_notes(const std::vector<NoteRecord>& notes);
  // Takes a change without an outcome over from one runner. False if somebody else was faster.
  bool claim(const std::string& key, const std::string& from, const std::string& to);
  // Outcome and timeline line, together. False, and nothing happens, if the change has an outcome
  // already.
  bool end(const std::string& key, const std::string& outcome, const TimelineRecord& line);
  // The line so far of a change whose outcome is not settled yet; the change goes back to nobody.
  void postpone(const std::string& key, const TimelineRecord& line);

  // Timeline ---
  std::vector<TimelineRecord> timeline(const std::string& organisation,
                                       const std::string& request) const;

 private:
  mutable std::mutex mutex_;
  mutable Database database_;
};

}  // namespace back::host
