#include "okta_emulator/emulator.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/control.hpp"
#include "okta_emulator/problem.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

std::string host_of(const Request& request) {
  const std::string_view host = header(request.headers, "host");
  return lower(host.substr(0, host.find(':')));
}

// Inferred: Okta's answer for an organisation it does not have was never recorded.
Answer no_such_organisation(const std::string& host) {
  Ids ids;
  Answer answer = error_answer(not_found(host, "Organization"), ids);
  answer.headers.emplace_back("content-type", "application/json");
  return answer;
}

std::vector<std::string> hosts_of(const Organisation& organisation) {
  const Profile profile = organisation.profile();
  std::vector<std::string> hosts{profile.domain};
  if (!profile.custom_domain.empty()) hosts.push_back(profile.custom_domain);
  return hosts;
}

}  // namespace

Handler by_host(std::vector<std::shared_ptr<Organisation>> organisations) {
  std::map<std::string, std::shared_ptr<Organisation>> sites;
  for (const auto& organisation : organisations) {
    for (const std::string& host : hosts_of(*organisation)) sites.emplace(host, organisation);
  }
  for (const std::string_view local : {"localhost", "127.0.0.1", ""}) {
    sites.emplace(local, organisations.at(0));
  }
  return [sites = std::move(sites)](Request request) {
    const std::string host = host_of(request);
    const auto found = sites.find(host);
    return found == sites.end() ? no_such_organisation(host)
                                : found->second->handle(std::move(request));
  };
}

Emulator::Emulator(EmulatorOptions options)
    : clock_(std::make_shared<SettableClock>(std::move(options.clock))) {
  if (options.seeds.empty()) options.seeds.push_back(back_demo_seed());
  std::vector<std::string> names = std::move(options.more_names);
  for (const json::value& seed : options.seeds) {
    organisations_.push_back(std::make_shared<Organisation>(seed, clock_));
    for (std::string& host : hosts_of(*organisations_.back())) names.push_back(std::move(host));
  }
  names.insert(names.end(), {"localhost", "127.0.0.1"});
  const Identity identity = authority_.issue(names);
  okta_ = std::make_unique<Server>(by_host(organisations_), identity, options.port);
  control_ =
      std::make_unique<Server>(control_interface(organisations_, std::move(options.seeds), clock_),
                               identity, options.control_port);
}

Emulator::~Emulator() = default;

Organisation& Emulator::organisation(std::string_view subdomain) {
  for (const auto& organisation : organisations_) {
    if (subdomain.empty() || organisation->profile().subdomain == subdomain) return *organisation;
  }
  throw std::out_of_range("no organisation " + std::string(subdomain));
}

json::object Emulator::addresses() const {
  const auto address = [](std::uint16_t number) {
    return json::object{{"port", number}, {"url", "https://127.0.0.1:" + std::to_string(number)}};
  };
  json::array names;
  for (const auto& organisation : organisations_) {
    const Profile profile = organisation->profile();
    names.push_back(json::object{
        {"name", profile.subdomain}, {"domain", profile.domain}, {"company", profile.company}});
  }
  return {{"okta", address(port())},
          {"control", address(control_port())},
          {"organisations", std::move(names)}};
}

void Emulator::stop() {
  okta_->stop();
  control_->stop();
}

}  // namespace okta_emulator
