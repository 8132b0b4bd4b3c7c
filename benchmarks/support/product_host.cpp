#include "support/product_host.hpp"

#include <filesystem>
#include <stdexcept>

#include "support/world.hpp"

namespace back::bench {

std::unique_ptr<host::Host> start_host(const Reach& reach, const std::string& home) {
  host::HostOptions options;
  options.home = home;
  options.plugins.folder = std::filesystem::canonical(BACK_PLUGIN_FOLDER).string();
  options.network.ca_file = reach.ca_file;
  options.network.connect_to = connect_to(reach.organisations, reach.port);
  options.network.allow_private = true;
  // As back-host has it unless asked for more.
  auto log = std::make_shared<host::Log>([](const host::LogLine&) {}, host::Level::kWarning);
  return std::make_unique<host::Host>(std::move(options), directory(), std::move(log));
}

std::vector<std::string> connect_all(host::Host& host, int organisations) {
  std::vector<std::string> ids;
  for (int i = 0; i < organisations; ++i) {
    host::NewConnection wanted;
    wanted.plugin = "okta";
    wanted.fields = {{"domain", subdomain(i)}, {"teams", boost::json::array{kTeam}}};
    wanted.secrets.push_back({"token", Secret(kToken)});
    const auto connected = host.connect(kExpert, wanted);
    if (!connected.usable) throw std::runtime_error(connected.sentence);
    ids.push_back(connected.connection.id);
  }
  return ids;
}

void pick(host::Host& host, const std::string& connection, int organisation, int person) {
  host.pick(kExpert, request_id(organisation, person), connection, account_id(person));
}

}  // namespace back::bench
