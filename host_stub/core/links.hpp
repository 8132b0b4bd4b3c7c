// The connections that are open in plugins, and where their calls run.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/host_table.hpp"
#include "core/open_connection.hpp"
#include "core/plugin.hpp"
#include "core/records.hpp"

namespace back::host {

using OpenPtr = std::shared_ptr<OpenConnection>;

class Links {
 public:
  Links(const std::vector<PluginLine>& plugins, const std::shared_ptr<Log>& log,
        const Limits& limits, const NetworkPolicy& network, Alarm& alarm,
        std::chrono::milliseconds patience, std::chrono::milliseconds open_limit);
  // Closes all, within one patience and one limit. What a plugin keeps busy stays for ever.
  ~Links();
  Links(const Links&) = delete;
  Links& operator=(const Links&) = delete;

  PluginPtr plugin(const std::string& id) const;  // null if there is none
  HostTable& table(const std::string& plugin) const;

  // A connection that is not saved (yet). The caller closes it or adopts it.
  OpenPtr open(const std::string& plugin, std::string_view config,
               const std::vector<NamedSecret>& secrets);
  // The open connection of a saved one, if it is of this revision; null otherwise.
  OpenPtr find(const std::string& id, std::int64_t revision);
  // Takes an open connection as that of a saved one. The one before is closed once its calls have
  // ended. Returns what is open then.
  OpenPtr adopt(const std::string& id, std::int64_t revision, OpenPtr open);
  void close(const std::string& id);
  void close(const OpenPtr& open);

  // Calls, opens and closes that plugins have not ended in time.
  std::size_t stuck() const;

 private:
  struct Entry {
    std::int64_t revision = 0;
    OpenPtr open;
  };

  Stage& stage(const std::string& plugin) const;
  void close_retired();
  void close_all(const std::vector<OpenPtr>& open);
  void keep(const OpenPtr& open);

  std::map<std::string, std::unique_ptr<Stage>> stages_;
  const std::chrono::milliseconds patience_;
  const std::chrono::milliseconds open_limit_;
  mutable std::mutex mutex_;
  std::map<std::string, Entry> open_;
  std::vector<OpenPtr> retired_;   // replaced, with calls under way
  std::vector<OpenPtr> unclosed_;  // with calls that never ended
};

}  // namespace back::host
