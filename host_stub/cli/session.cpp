#include "cli/session.hpp"

#include "cli/log_sink.hpp"
#include "cli/places.hpp"
#include "cli/problem.hpp"
#include "core/network_file.hpp"

namespace back::cli {
namespace {

// For commands that are nobody's in particular.
class NobodyHere : public host::Directory {
 public:
  contract::Organisation organisation() const override { return {"none", "none"}; }
  std::vector<host::Team> teams() const override { return {}; }
  std::optional<host::Expert> expert(std::string_view) const override { return std::nullopt; }
  std::optional<host::Request> request(std::string_view) const override { return std::nullopt; }
};

}  // namespace

const std::string& Session::actor() const {
  if (globals_.actor.empty()) refuse_usage("Say who you are: --as EXPERT (id or e-mail address).");
  return globals_.actor;
}

const std::string& Session::request() const {
  if (globals_.request.empty()) refuse_usage("Say which request you work on: --request ID.");
  return globals_.request;
}

const host::Directory& Session::directory() {
  if (directory_ == nullptr) {
    if (globals_.directory.empty())
      refuse_usage("Say where teams, experts and requests are read from: --directory FILE.");
    directory_ = host::read_directory(full_path(globals_.directory));
  }
  return *directory_;
}

host::Host& Session::open(std::string home, std::shared_ptr<const host::Directory> directory) {
  host::HostOptions options;
  options.home = std::move(home);
  options.plugins.folder =
      globals_.plugins.empty() ? default_plugins() : full_path(globals_.plugins);
  if (!globals_.network.empty())
    options.network = host::read_network_file(full_path(globals_.network));
  log_ = open_log(globals_.log, console_);
  host_ = std::make_unique<host::Host>(std::move(options), std::move(directory), log_);
  return *host_;
}

bool Session::has_stuck_calls() const { return host_ != nullptr && host_->stuck_calls() > 0; }

void Session::flush_log() {
  if (log_ != nullptr) log_->flush();
}

host::Host& Session::host() {
  if (host_ != nullptr) return *host_;
  (void)directory();
  return open(globals_.home.empty() ? default_home() : full_path(globals_.home), directory_);
}

host::Host& Session::host_without_people() {
  if (host_ != nullptr) return *host_;
  return open(globals_.home.empty() ? default_home() : full_path(globals_.home),
              std::make_shared<NobodyHere>());
}

host::Host& Session::host_without_state() {
  if (host_ != nullptr) return *host_;
  return open("", std::make_shared<NobodyHere>());
}

}  // namespace back::cli
