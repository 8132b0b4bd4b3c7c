// A service desk for end-to-end tests: the emulated company over real HTTPS, the host with okta.so
// as built, and the people of back-demo-directory.yaml. Everything goes through the loaded plugin.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "core/host.hpp"
#include "okta_emulator/emulator.hpp"

namespace back::e2e {

inline constexpr std::string_view kSuperAdmin = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
inline constexpr std::string_view kLifecycle = "00demoLifecycle__3mKx9TzQ5wVn1LsR8pBc6Hf4";
inline constexpr std::string_view kReadOnly = "00demoReadOnly___6vNc2XrW9kTq4ZpL7mHs1Bf8";

inline constexpr std::string_view kUnknownToken = "00thisTokenIsNotKnownToOkta_1234567890abcd";

// A folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class Desk : public ::testing::Test {
 protected:
  void SetUp() override;

  okta_emulator::Organisation& okta() { return emulator_->organisation(); }
  okta_emulator::User account(std::string_view login_or_id);
  // How many requests of that method, or all, have reached Okta since the last mark().
  std::size_t requests(std::string_view method = {});
  std::vector<std::string> targets(std::string_view method);
  void mark() { okta().clear_journal(); }

  host::NewConnection okta_connection(std::string_view token = kSuperAdmin,
                                      boost::json::object more = {});
  // Connects as Erin, an admin; the connection's id.
  std::string connect(std::string_view token = kSuperAdmin, boost::json::object more = {});

  host::RequesterView view(const std::string& request, const std::string& actor = "erin");
  // The ids of the actions offered, with "-" before those shown disabled.
  std::vector<std::string> offered(const std::string& request);
  // Looks at the requester first, as an expert does, then runs.
  host::Ran run(const std::string& request, const std::string& action,
                boost::json::object input = {}, const std::string& actor = "erin");
  // Runs without having looked.
  host::Ran run_blindly(const std::string& request, const std::string& action,
                        boost::json::object input = {}, const std::string& actor = "erin");
  // The code with which the host, or the plugin behind it, refused.
  std::string refusal(const std::function<void()>& act);

  // The network file that leads to the emulator and trusts its authority.
  boost::json::object usual_network() const;
  // Ends the host and starts a new one on the same state, with that network file. Throws Refused.
  void restart(const boost::json::object& network);
  void restart() { restart(usual_network()); }
  std::string log_text();

  TemporaryFolder folder_;
  std::unique_ptr<okta_emulator::Emulator> emulator_;
  std::shared_ptr<const host::Directory> directory_;
  std::mutex log_mutex_;
  std::string log_;
  std::unique_ptr<host::Host> host_;
  std::vector<std::string> network_{};
};

// The value of the fact with that id in before or after of an outcome; "" if there is none.
std::string fact(const boost::json::object& outcome, std::string_view list, std::string_view id);

}  // namespace back::e2e
