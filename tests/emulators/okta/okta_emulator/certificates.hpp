// A throw-away certificate authority: its key lives in memory only and is gone with the process.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace okta_emulator {

// A certificate with its key, both PEM.
struct Identity {
  std::string certificate_pem;
  std::string key_pem;
};

class Authority {
 public:
  Authority();
  ~Authority();
  Authority(const Authority&) = delete;
  Authority& operator=(const Authority&) = delete;

  const std::string& certificate_pem() const { return certificate_pem_; }
  // A server certificate for these host names and IPv4 addresses.
  Identity issue(const std::vector<std::string>& names) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
  std::string certificate_pem_;
};

}  // namespace okta_emulator
