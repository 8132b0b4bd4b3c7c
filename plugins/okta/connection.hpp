// An open connection to one Okta organisation: answers calls, each through a client of its own.
#pragma once

#include <memory>

#include "okta/access.hpp"
#include "sdk/call.hpp"
#include "sdk/connection.hpp"

namespace okta {

struct Settings {
  Domain domain;
  Protection protection;
};

class Connection : public back::sdk::Connection {
 public:
  // time and manifest outlive the connection.
  Connection(Settings settings, std::unique_ptr<back::http::Transport> transport,
             back::http::Time& time, const back::contract::Manifest& manifest);

  back::loop::Task<back::sdk::Reply> check(back::sdk::Call& call) override;
  back::loop::Task<back::sdk::Reply> query(back::sdk::Call& call) override;
  back::loop::Task<back::sdk::Reply> execute(back::sdk::Call& call) override;
  back::loop::Task<back::sdk::Reply> settle(back::sdk::Call& call) override;

 private:
  Settings settings_;
  back::http::Origin origin_;
  std::unique_ptr<back::http::Transport> transport_;
  Memory memory_;
  Access access_;
};

}  // namespace okta
