// Several organisations behind one HTTPS port, told apart by the Host header, and their control
// interface behind another.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/certificates.hpp"
#include "okta_emulator/organisation.hpp"
#include "okta_emulator/server.hpp"

namespace okta_emulator {

struct EmulatorOptions {
  std::vector<boost::json::value> seeds;  // one organisation each; none: the company "Back Demo"
  std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
  std::uint16_t port = 0;  // 0: a free one
  std::uint16_t control_port = 0;
  std::vector<std::string> more_names;  // further host names for the certificate
};

class Emulator {
 public:
  explicit Emulator(EmulatorOptions options = {});
  ~Emulator();

  std::uint16_t port() const { return okta_->port(); }
  std::uint16_t control_port() const { return control_->port(); }
  const std::string& ca_pem() const { return authority_.certificate_pem(); }

  // By subdomain ("back-demo"); without a name the first. Throws std::out_of_range.
  Organisation& organisation(std::string_view subdomain = {});
  const std::vector<std::shared_ptr<Organisation>>& organisations() const { return organisations_; }
  // The clock of all of them; shows what the options' clock shows until it is set apart.
  SettableClock& clock() { return *clock_; }

  // {"okta": {…}, "control": {…}, "organisations": […]}: what a script needs to connect.
  boost::json::object addresses() const;
  void stop();

 private:
  Authority authority_;
  std::shared_ptr<SettableClock> clock_;
  std::vector<std::shared_ptr<Organisation>> organisations_;
  std::unique_ptr<Server> okta_;
  std::unique_ptr<Server> control_;
};

// Answers for several organisations: each for its own hosts, the first for localhost and 127.0.0.1
// as well.
Handler by_host(std::vector<std::shared_ptr<Organisation>> organisations);

}  // namespace okta_emulator
