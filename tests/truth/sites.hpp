// Many emulated organisations behind one HTTPS port, each under its own schedule of faults.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "faulty_okta.hpp"
#include "okta_emulator/certificates.hpp"
#include "okta_emulator/server.hpp"

namespace truth {

class Site {
 public:
  Site(std::string name, std::shared_ptr<const okta_emulator::Clock> clock);

  const std::string& name() const { return name_; }  // "site-7"
  std::string host() const { return name_ + ".okta.com"; }

  // The story that begins is cancelled through this source.
  void begin(Schedule schedule, std::stop_source stop);
  void calm();
  okta_emulator::Answer handle(const okta_emulator::Request& request);
  // While nothing can change.
  void look(const std::function<void(const FaultyOkta&)>& at) const;

 private:
  std::string name_;
  std::shared_ptr<const okta_emulator::Clock> clock_;
  okta_emulator::Organisation organisation_;
  mutable std::mutex mutex_;
  FaultyOkta okta_;
  std::stop_source stop_{std::nostopstate};
};

class Sites {
 public:
  explicit Sites(std::size_t count);

  Site& at(std::size_t index) { return *sites_.at(index); }
  std::size_t count() const { return sites_.size(); }
  const std::string& ca_pem() const { return authority_.certificate_pem(); }
  // For the host's network policy: where each of them really is.
  std::vector<std::string> connect_to() const;

 private:
  okta_emulator::Answer route(const okta_emulator::Request& request);

  okta_emulator::Authority authority_;
  std::vector<std::unique_ptr<Site>> sites_;
  std::unique_ptr<okta_emulator::Server> server_;
};

}  // namespace truth
