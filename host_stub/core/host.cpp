// The facade: each function is one of a part's.
#include "core/host.hpp"

#include "core/changes.hpp"
#include "core/connections.hpp"
#include "core/views.hpp"

namespace back::host {

Host::Host(HostOptions options, std::shared_ptr<const Directory> directory,
           std::shared_ptr<Log> log)
    : state_(std::make_unique<State>(std::move(options), std::move(directory), std::move(log))) {}

Host::~Host() {
  const std::shared_ptr<Log> log = state_->log;
  state_.reset();
  log->silence();  // the log lives on with plugins; its sink may not
}

const std::vector<PluginLine>& Host::plugins() const { return state_->plugins; }

PluginPtr Host::plugin(const std::string& id) const { return state_->links.plugin(id); }

Connected Host::connect(const std::string& actor, const NewConnection& what,
                        const Progress& progress, const std::stop_token& stop) {
  return host::connect(*state_, actor, what, progress, stop);
}

std::vector<ConnectionView> Host::connections(const std::string& actor) const {
  return list_connections(*state_, actor);
}

ConnectionView Host::connection(const std::string& actor, const std::string& id) const {
  return view_connection(*state_, actor, id);
}

Connected Host::check(const std::string& actor, const std::string& connection,
                      const Progress& progress, const std::stop_token& stop) {
  return check_connection(*state_, actor, connection, progress, stop);
}

void Host::edit_teams(const std::string& actor, const std::string& connection,
                      const std::vector<std::string>& teams) {
  host::edit_teams(*state_, actor, connection, teams);
}

Connected Host::replace_secrets(const std::string& actor, const std::string& connection,
                                const std::vector<NamedSecret>& secrets, const Progress& progress,
                                const std::stop_token& stop) {
  return host::replace_secrets(*state_, actor, connection, secrets, progress, stop);
}

void Host::disconnect(const std::string& actor, const std::string& connection,
                      const std::stop_token& stop) {
  host::disconnect(*state_, actor, connection, stop);
}

std::vector<RequesterView> Host::requester(const std::string& actor, const std::string& request,
                                           const Progress& progress, const std::stop_token& stop) {
  return view_requester(*state_, actor, request, progress, stop);
}

std::vector<RequesterView> Host::section(const std::string& actor, const std::string& request,
                                         const std::string& section, const Progress& progress,
                                         const std::stop_token& stop) {
  return view_section(*state_, actor, request, section, progress, stop);
}

void Host::pick(const std::string& actor, const std::string& request, const std::string& connection,
                const std::string& account) {
  pick_account(*state_, actor, request, connection, account);
}

void Host::forget_pick(const std::string& actor, const std::string& request,
                       const std::string& connection) {
  forget_account(*state_, actor, request, connection);
}

boost::json::object Host::options(const std::string& actor, const std::string& request,
                                  const OptionsQuestion& question, const std::stop_token& stop) {
  return query_options(*state_, actor, request, question, stop);
}

std::vector<ActionOffer> Host::actions(const std::string& actor, const std::string& request,
                                       const Progress& progress, const std::stop_token& stop) {
  return offer_actions(*state_, actor, request, progress, stop);
}

ActionPlan Host::plan(const std::string& actor, const std::string& request,
                      const std::string& connection, const std::string& action) const {
  return plan_action(*state_, actor, request, connection, action);
}

Ran Host::run(Run what, const Progress& progress, const std::stop_token& stop) {
  return run_action(*state_, std::move(what), progress, stop);
}

void Host::start(Run what, RunListener listener, const std::stop_token& stop) {
  start_action(*state_, std::move(what), std::move(listener), stop);
}

std::vector<TimelineLine> Host::timeline(const std::string& actor,
                                         const std::string& request) const {
  return read_timeline(*state_, actor, request);
}

std::vector<Settled> Host::settle_pending(const Progress& progress, const std::stop_token& stop) {
  return host::settle_pending(*state_, progress, stop);
}

std::size_t Host::pending() const { return state_->store.pending().size(); }

std::size_t Host::stuck_calls() const { return state_->links.stuck(); }

}  // namespace back::host
