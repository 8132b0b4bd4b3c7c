// A connection opened in a plugin, with the calls under way on it.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/alarm.hpp"
#include "core/call.hpp"
#include "core/crew.hpp"
#include "core/host_table.hpp"
#include "core/plugin.hpp"

namespace back::host {

// Where the calls of one plugin run: one thread that knocks (start, cancel, proceed), threads that
// may block, and others that open and close. A plugin that hangs holds up only itself.
struct Stage {
  Stage(PluginPtr the_plugin, HostTable& the_table, Alarm& the_alarm)
      : plugin(std::move(the_plugin)), table(the_table), alarm(the_alarm) {}
  PluginPtr plugin;
  HostTable& table;
  Alarm& alarm;
  Crew knocker{1};
  Crew blockers{64};
  Crew openers{16};
  // How long the plugin may take to open or close a connection.
  std::chrono::milliseconds limit{10000};
  // Opens and closes that nobody waits for any more; may be -1 for a moment.
  const std::shared_ptr<std::atomic<std::int64_t>> hanging =
      std::make_shared<std::atomic<std::int64_t>>(0);
};

class OpenConnection : public std::enable_shared_from_this<OpenConnection> {
 public:
  // Opens it in the plugin and waits, no longer than the stage's limit; what is opened later is
  // closed again. Throws Refused with a status name as code (see contract/status.hpp) and the
  // plugin's sentence.
  static std::shared_ptr<OpenConnection> open(Stage& stage, std::string_view config,
                                              const std::vector<NamedSecret>& secrets);

  // Begins a call, of which the listener hears. It ends in any case, at the latest after its time
  // and its grace. Throws Refused with cancelled if the connection is being closed.
  CallPtr begin(QuestionPtr question, ListenerPtr listener);

  // Cancels what is under way, waits for it, and closes. False if a call did not end within
  // patience, or the plugin did not close in time: then the connection stays open for ever, with
  // all that belongs to it, and so must its stage.
  bool close(std::chrono::milliseconds patience) { return close(patience, stage_.limit); }
  bool close(std::chrono::milliseconds patience, std::chrono::milliseconds limit);
  // No new calls from now on; those under way are asked to end.
  void ask_to_end();

  // No call is under way.
  bool idle() const;
  // Calls the host has stopped waiting for and the plugin has not completed.
  std::size_t stuck() const;

  // For calls ---
  Stage& stage() const { return stage_; }
  // Runs what calls that function of the plugin, unless the connection has been closed.
  enum class Visit { kReturned, kThrew, kClosed };
  Visit inside(const char* function,
               const std::function<void(const Plugin&, back_connection*)>& visit);
  void ended(const CallPtr& call, bool was_stuck) noexcept;
  void became_stuck();

  OpenConnection(Stage& stage, back_connection* connection)
      : stage_(stage), connection_(connection) {}

 private:
  std::vector<CallPtr> live() const;
  bool close_in_plugin(std::chrono::milliseconds limit);

  Stage& stage_;
  back_connection* const connection_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, CallPtr> live_;
  std::deque<CallPtr> ended_;  // the latest, so that a second done is recognised
  std::size_t inside_ = 0;
  std::int64_t stuck_ = 0;  // may be -1 for a moment
  bool closing_ = false;
  bool closed_ = false;
};

}  // namespace back::host
