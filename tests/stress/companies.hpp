// Many organisations behind one emulator, a host with okta.so, and a desk whose people and requests
// are made up as they are asked for: team t has the connections of eight organisations, request
// "R-t-n" is of the person n, who has an account in every organisation.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/host.hpp"
#include "okta_emulator/emulator.hpp"
#include "support/bench.hpp"

namespace back::stress {

constexpr std::size_t kOfEachTeam = 8;

class Companies {
 public:
  Companies(std::size_t teams, std::size_t people);

  host::Host& host() { return *host_; }
  host::test::KeptLog& log() { return log_; }
  std::size_t size() const { return tokens_.size(); }
  okta_emulator::Organisation& okta(std::size_t company);
  const std::string& token(std::size_t company) const { return tokens_.at(company); }

  static std::string login(std::size_t company, std::size_t person);
  static std::string request(std::size_t team, std::size_t person);
  host::NewConnection connection(std::size_t company) const;
  bool is_suspended(std::size_t company, std::size_t person);
  // Requests that came with the token of another organisation, or with none where one is needed.
  std::vector<std::string> foreign_tokens();
  void close_host() { host_.reset(); }

 private:
  host::test::TemporaryFolder folder_;
  host::test::KeptLog log_;
  std::vector<std::string> tokens_;
  std::unique_ptr<okta_emulator::Emulator> emulator_;
  std::unique_ptr<host::Host> host_;
};

}  // namespace back::stress
