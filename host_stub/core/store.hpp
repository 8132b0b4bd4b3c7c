// What the host keeps: connections, sealed secrets, picks, what was seen, changes under way with
// their last note, timelines. Each function is one commit. All may be called from any thread, and
// throw Refused with code store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/records.hpp"

namespace back::host {

class Store {
 public:
  virtual ~Store() = default;

  // Connections ---
  virtual void add(const ConnectionRecord& connection,
                   const std::vector<SealedSecret>& secrets) = 0;
  virtual std::vector<ConnectionRecord> connections(const std::string& organisation) const = 0;
  virtual ConnectionPtr connection(const std::string& id) const = 0;
  virtual std::vector<SealedSecret> secrets(const std::string& connection) const = 0;
  // Each of these counts the connection's revision up.
  virtual void set_teams(const std::string& connection, const std::vector<std::string>& teams) = 0;
  // Throws Refused with unknown_connection if it has been removed; so does pick.
  virtual void set_secrets(const std::string& connection,
                           const std::vector<SealedSecret>& secrets) = 0;
  // Status and reason, and what the check said unless it is empty.
  virtual void set_status(const std::string& connection, ConnectionStatus status,
                          const std::string& reason, const std::string& check = {}) = 0;
  virtual void remove(const std::string& connection) = 0;

  // Picks and views ---
  virtual void pick(const Pick& pick) = 0;
  virtual std::optional<Pick> picked(const std::string& connection,
                                     const std::string& requester) const = 0;
  virtual void forget_pick(const std::string& connection, const std::string& requester) = 0;
  virtual void saw(const Seen& seen) = 0;  // through a connection that has been removed: nothing
  virtual std::optional<Seen> seen(const std::string& actor, const std::string& request,
                                   const std::string& connection) const = 0;
  virtual void forget_seen(const std::string& request, const std::string& connection) = 0;

  // Changes ---
  // False if there is a change of that key already. Of the change only what is asked counts: it has
  // no note and no outcome yet.
  virtual bool begin(const ChangePtr& change) = 0;
  virtual std::optional<ChangeRecord> change(const std::string& key) const = 0;
  // Changes without an outcome.
  virtual std::vector<ChangeRecord> pending() const = 0;
  // All of them in one durable commit; a note for a change that has ended is dropped.
  virtual void keep_notes(std::vector<NoteRecord> notes) = 0;
  // Takes a change without an outcome over from one runner. False if somebody else was faster.
  virtual bool claim(const std::string& key, const std::string& from, const std::string& to) = 0;
  // Outcome and timeline line, together. False, and nothing happens, if the change has an outcome
  // already.
  virtual bool end(const std::string& key, const std::string& outcome, TimelineRecord line) = 0;
  // The line so far of a change whose outcome is not settled yet; the change goes back to nobody.
  virtual void postpone(const std::string& key, const TimelineRecord& line) = 0;

  // Timeline ---
  virtual std::vector<TimelineRecord> timeline(const std::string& organisation,
                                               const std::string& request) const = 0;
};

}  // namespace back::host
