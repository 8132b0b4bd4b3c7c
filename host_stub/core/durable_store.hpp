// A store in one SQLite database; every commit is durable.
#pragma once

#include <mutex>

#include "core/sqlite.hpp"
#include "core/store.hpp"

namespace back::host {

class DurableStore final : public Store {
 public:
  explicit DurableStore(const std::string& path);

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
  mutable std::mutex mutex_;
  mutable Database database_;
};

}  // namespace back::host
