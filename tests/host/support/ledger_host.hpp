// A host with the ledger connected: a vendor whose state is a file that the test can look at and
// tamper with.
#pragma once

#include <memory>
#include <string>

#include "json/strict_json.hpp"
#include "support/bench.hpp"

namespace back::host::test {

inline constexpr const char* kGoodToken = "good-token-0123456789abcdef";

class LedgerHost : public ::testing::Test {
 protected:
  LedgerHost();

  // Ends the host and starts another one on the same state.
  void restart();
  // What the vendor should do wrong from now on: words of ledger.cpp.
  void script(const std::string& words);
  // How often a change was applied at the vendor.
  std::size_t applied() const;

  NewConnection ledger(std::string_view token = kGoodToken, const std::string& team = "it");
  // The id of a new connection.
  std::string connect();
  RequesterView view(const std::string& actor = "erin", const std::string& request = "R-1");
  Ran run(const std::string& action, boost::json::object input = {}, std::stop_token stop = {});
  host::Run what(const std::string& action, boost::json::object input = {}) const;

  TemporaryFolder folder_;
  std::string file_;
  KeptLog log_;
  HostOptions options_;
  std::shared_ptr<const Directory> directory_ = small_company();
  std::unique_ptr<Host> host_;
  std::unique_ptr<FolderBell> bell_;  // of what vendor and host write
};

// Options of a host on that home with the fixture plugins, and short graces.
HostOptions fixture_options(const std::string& home);
// The member of an outcome as text.
std::string text_of(const boost::json::object& object, std::string_view member);

}  // namespace back::host::test
