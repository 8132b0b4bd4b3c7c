// The host without a face: what the command line, a web page or a test asks of it. Every function
// says in whose name it is called (an expert's id or e-mail address) and refuses what that person
// may not do; team and requester follow from the request. Functions block until there is an answer
// (but for start), may be called from many threads at once, and throw Refused.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/directory.hpp"
#include "core/host_table.hpp"
#include "core/host_types.hpp"
#include "core/loader.hpp"
#include "core/log.hpp"
#include "core/progress.hpp"

namespace back::host {

struct HostOptions {
  std::string
      home;  // folder of the state, full path; empty: nothing is kept beyond this object's life
  LoadRules plugins;
  NetworkPolicy network;
  Limits limits;
  std::chrono::milliseconds call_time{0};        // of each call; 0: what the plugin's manifest says
  std::chrono::milliseconds settle_time{40000};  // of each attempt to read back
  std::chrono::milliseconds grace{2000};  // from cancelling until a plugin counts as misbehaving
  std::chrono::milliseconds open_time{10000};  // of a plugin to open or close a connection
  int settle_attempts = 3;                     // in a row, while the reason may pass by itself
  std::chrono::milliseconds settle_pause{
      500};  // before the second attempt; doubled before each later one
};

struct State;

// Hears of an action that was started. All on one thread of the host, for all actions: it must not
// be kept waiting, and nothing may be thrown. More may be started there.
struct RunListener {
  std::function<void(Ran)> ended;  // exactly once; before the host's destructor returns
  Progress progressed = nullptr;   // never after ended
};

class Host {
 public:
  // Loads the plugins; opens the state. Settles nothing by itself: see settle_pending. The log is
  // this host's own, and falls silent with it.
  Host(HostOptions options, std::shared_ptr<const Directory> directory, std::shared_ptr<Log> log);
  // Cancels what is under way and closes all connections.
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  // Anybody: what is installed ---
  const std::vector<PluginLine>& plugins() const;
  PluginPtr plugin(const std::string& id) const;  // null if there is none

  // Admins: connections ---
  // Opens, checks, and saves only what is usable. fields: all of the manifest's connection fields
  // that are not secret, the team list among them; absent ones take their default.
  Connected connect(const std::string& actor, const NewConnection& what,
                    const Progress& progress = nullptr, const std::stop_token& stop = {});
  std::vector<ConnectionView> connections(const std::string& actor) const;
  ConnectionView connection(const std::string& actor, const std::string& id) const;
  // Checks a saved connection again and updates its status.
  Connected check(const std::string& actor, const std::string& connection,
                  const Progress& progress = nullptr, const std::stop_token& stop = {});
  void edit_teams(const std::string& actor, const std::string& connection,
                  const std::vector<std::string>& teams);
  // Checks first; the old secrets stay if the new ones do not work.
  Connected replace_secrets(const std::string& actor, const std::string& connection,
                            const std::vector<NamedSecret>& secrets,
                            const Progress& progress = nullptr, const std::stop_token& stop = {});
  // Settles first what was interrupted over it, as far as that can still be told.
  void disconnect(const std::string& actor, const std::string& connection,
                  const std::stop_token& stop = {});

  // Experts: a request's requester
  // ---------------------------------------------------------------------------------- One view for
  // each connection of the request's team; what cannot be read is said in the view.
  std::vector<RequesterView> requester(const std::string& actor, const std::string& request,
                                       const Progress& progress = nullptr,
                                       const std::stop_token& stop = {});
  // One section that the manifest says is read on demand: a view that holds nothing else.
  std::vector<RequesterView> section(const std::string& actor, const std::string& request,
                                     const std::string& section, const Progress& progress = nullptr,
                                     const std::stop_token& stop = {});
  // Of several accounts, this one is the requester's. connection may be empty if only one applies.
  void pick(const std::string& actor, const std::string& request, const std::string& connection,
            const std::string& account);
  void forget_pick(const std::string& actor, const std::string& request,
                   const std::string& connection);
  // Type-ahead for a field; the output of the query, see plugin_api/schema/options.schema.json.
  boost::json::object options(const std::string& actor, const std::string& request,
                              const OptionsQuestion& question, const std::stop_token& stop = {});
  // What may be done now: the view's actions with the manifest's texts. Reads the account.
  std::vector<ActionOffer> actions(const std::string& actor, const std::string& request,
                                   const Progress& progress = nullptr,
                                   const std::stop_token& stop = {});
  // What run would do, as far as it can be told without asking the vendor: connection, action,
  // confirmation, what was seen last. Refuses what run would refuse.
  ActionPlan plan(const std::string& actor, const std::string& request,
                  const std::string& connection, const std::string& action) const;
  // Runs an action and tells what really happened; posts one line to the request's timeline.
  Ran run(Run what, const Progress& progress = nullptr, const std::stop_token& stop = {});
  // As run, for a caller that does not wait. What run refuses before anything is begun is thrown
  // here; of the rest the listener hears.
  void start(Run what, RunListener listener, const std::stop_token& stop = {});
  std::vector<TimelineLine> timeline(const std::string& actor, const std::string& request) const;

  // The operator: changes of which nobody knows how they ended (interrupted by a crash, or not
  // readable then).
  std::vector<Settled> settle_pending(const Progress& progress = nullptr,
                                      const std::stop_token& stop = {});
  std::size_t pending() const;

  // Calls (and opens and closes) that plugins have never completed; past a few the process should be replaced.
  std::size_t stuck_calls() const;

 private:
  // What its parts share: core/state.hpp.
  std::unique_ptr<State> state_;
};

}  // namespace back::host
