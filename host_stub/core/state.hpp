// What the parts of the host share. Wired in one place, the constructor of Host.
#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "core/alarm.hpp"
#include "core/host.hpp"
#include "core/late_desk.hpp"
#include "core/lease.hpp"
#include "core/links.hpp"
#include "core/scribe.hpp"
#include "core/store.hpp"
#include "core/underway.hpp"
#include "core/vault.hpp"

namespace back::host {

struct State {
  State(HostOptions the_options, std::shared_ptr<const Directory> the_directory,
        std::shared_ptr<Log> the_log);

  const HostOptions options;
  const std::shared_ptr<const Directory> directory;
  const std::shared_ptr<Log> log;
  const Lease lease;
  const std::unique_ptr<Store> kept;
  Store& store = *kept;
  const Vault vault;
  const std::vector<PluginLine> plugins;
  Alarm alarm;
  Links links;    // its calls use all of the above
  Scribe scribe;  // its orders use links
  struct Late {
    ~Late() { desk->close(); }
    const std::shared_ptr<LateDesk> desk = std::make_shared<LateDesk>();
  } late;  // what it runs uses all of the above
  // Actions that nobody waits for:
  Crew teller{1};     // ends them, and tells how they ended
  Crew settlers{16};  // read back
  Underway underway;  // needs all of the above until they have ended
};

// Asks a plugin and waits; cancels when stop is requested. Logs one line about the call.
Answer ask(State& state, OpenConnection& open, Question question, const Progress& progress,
           const std::stop_token& stop);
// The log line of an ask, for callers that begin and wait by themselves.
void log_call(State& state, const std::string& plugin, const std::string& name,
              const std::string& correlation, const Answer& answer);

// How long a call may take: the options' say, or else the manifest's.
std::chrono::milliseconds call_time(const State& state, const Plugin& plugin,
                                    const contract::Action* action = nullptr);

}  // namespace back::host
