// A store that ends with the process: for a host without a home.
#pragma once

#include <map>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/store.hpp"

namespace back::host {

class MemoryStore final : public Store {
 public:
  void add(const ConnectionRecord& connection, const std::vector<SealedSecret>& secrets) override;
  std::vector<ConnectionRecord> connections(const std::string& organisation) const override;
  ConnectionPtr connection(const std::string& id) const override;
  std::vector<SealedSecret> secrets(const std::string& connection) const override;
  void set_teams(const std::string& connection, const std::vector<std::string>& teams) override;
  void set_secrets(const std::string& connection,
                   const std::vector<SealedSecret>& secrets) override;
  void set_status(const std::string& connection, ConnectionStatus status, const std::string& reason,
                  const std::string& check) override;
  void remove(const std::string& connection) override;
  void pick(const Pick& pick) override;
  std::optional<Pick> picked(const std::string& connection,
                             const std::string& requester) const override;
  void forget_pick(const std::string& connection, const std::string& requester) override;
  void saw(const Seen& seen) override;
  std::optional<Seen> seen(const std::string& actor, const std::string& request,
                           const std::string& connection) const override;
  void forget_seen(const std::string& request, const std::string& connection) override;
  bool begin(const ChangePtr& change) override;
  std::optional<ChangeRecord> change(const std::string& key) const override;
  std::vector<ChangeRecord> pending() const override;
  void keep_notes(std::vector<NoteRecord> notes) override;
  bool claim(const std::string& key, const std::string& from, const std::string& to) override;
  bool end(const std::string& key, const std::string& outcome, TimelineRecord line) override;
  void postpone(const std::string& key, const TimelineRecord& line) override;
  std::vector<TimelineRecord> timeline(const std::string& organisation,
                                       const std::string& request) const override;

 private:
  struct Saved {
    ConnectionPtr record;
    std::map<std::string, SealedSecret> secrets;  // by field
    std::map<std::string, Pick> picks;            // by requester
  };
  struct Begun {
    ChangePtr asked;  // what has become of it since stands beside it
    std::string runner;
    std::optional<std::string> note;
    std::optional<std::string> outcome;
    std::int64_t settle_attempts = 0;
    bool has_line = false;  // in its timeline

    ChangeRecord record() const;
  };
  using SeenKey = std::tuple<std::string, std::string, std::string>;  // request, connection, actor
  using Timelines = std::map<std::pair<std::string, std::string>, std::vector<TimelineRecord>>;

  const Saved* find(const std::string& connection) const;
  Saved* find(const std::string& connection);
  Saved& still_there(const std::string& connection);
  // A copy, to be changed, in the place of what others may still be looking at.
  static ConnectionRecord& renewed(Saved& saved);
  Begun* unended(const std::string& key);
  void put(Begun& change, TimelineRecord line);

  mutable std::mutex mutex_;
  std::map<std::string, Saved> connections_;
  std::map<SeenKey, Seen> seen_;
  std::unordered_map<std::string_view, Begun> changes_;  // by the key of what was asked
  std::unordered_set<const Begun*> pending_;             // those in there without an outcome
  Timelines timelines_;  // by organisation and request, in the order of their beginning
};

}  // namespace back::host
