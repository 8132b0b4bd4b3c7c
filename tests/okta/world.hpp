// The Okta plugin and an emulated organisation in one process, through the ABI but without a
// socket: calls are fast, time stands still until somebody sleeps, and everything sent is in the
// organisation's journal.
#pragma once

#include <back/plugin.h>

#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fake_host.hpp"
#include "http/testing/fakes.hpp"
#include "http/transport.hpp"
#include "okta_emulator/clock.hpp"
#include "okta_emulator/organisation.hpp"
#include "plugin_over.hpp"

namespace okta_test {

namespace json = boost::json;
using back::testing::Answer;

// A request over no wire at all. A fault that closes the connection is a lost answer.
class EmulatorTransport : public back::http::Transport {
 public:
  // Before it is answered, each request's method is told to look, if there is anybody.
  EmulatorTransport(okta_emulator::Organisation& organisation,
                    const std::function<void(std::string_view)>& look)
      : organisation_(organisation), look_(look) {}
  back::loop::Task<back::http::Response> send(back::http::Request& request,
                                              back::http::Scope& scope) override;

 private:
  okta_emulator::Organisation& organisation_;
  const std::function<void(std::string_view)>& look_;
};

// Sleeping takes no time, but moves the organisation's clock as well.
class SharedTime : public back::http::FakeClock {
 public:
  explicit SharedTime(okta_emulator::ManualClock& clock) : clock_(clock) {}
  back::loop::Task<> sleep_until(back::http::Clock::time_point when) override;
  void pass(std::chrono::milliseconds step);
  int sleeps() const { return sleeps_; }

 private:
  okta_emulator::ManualClock& clock_;
  int sleeps_ = 0;
};

class World {
 public:
  static constexpr std::string_view kSuperAdmin = "00demoSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
  static constexpr std::string_view kHelpDesk = "00demoHelpDesk___8tRk4WqZ1sLx6NvC3yPb7Gd2";
  static constexpr std::string_view kLifecycle = "00demoLifecycle__3mKx9TzQ5wVn1LsR8pBc6Hf4";

  static constexpr int kUsualDeadline = 60'000;  // as the manifest says, in milliseconds

  // A connection to the company Back Demo; more: members added to its configuration.
  explicit World(std::string_view token = kSuperAdmin, json::object more = {});
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  okta_emulator::Organisation& okta() { return organisation_; }
  okta_emulator::User truth(std::string_view login) const;
  // The path of a user's resource, as a glob for faults: "/api/v1/users/00u…<rest>".
  std::string path(std::string_view login, std::string_view rest = "") const;
  SharedTime& time() { return time_; }
  back::testing::FakeHost& host() { return host_; }
  back_connection* connection() { return connection_; }
  static const back_plugin& plugin();

  Answer check();
  Answer view(std::string_view requester_email);
  Answer execute(std::string_view action, std::string_view requester_email,
                 json::object input = {});
  Answer settle(std::string_view action, json::object input, json::value note,
                std::string_view requester_email);
  Answer run(back::testing::Asked asked);
  // Erin of team "it" works on a request of that person.
  static json::object context(std::string_view requester_email);
  // The ids of all actions.
  static std::vector<std::string_view> actions();
  // ... but for those that change groups and apps.
  static std::vector<std::string_view> account_actions();
  // Input as the host would fill it in for this action.
  static json::object usual_input(std::string_view action);

  // Everything but GET that the organisation received, in order: "POST /api/v1/…".
  std::vector<std::string> writes() const;
  // Those of it that were applied.
  std::vector<std::string> applied_writes() const;
  // Of the last call.
  std::vector<json::object> notes() const { return notes_; }
  std::vector<std::string> progress() const { return progress_; }

  // From now on, or count times, these requests are answered like this instead, before or after
  // they were applied.
  void answer_with(std::string path, int status, std::string body, bool applied = false,
                   std::int64_t count = -1, std::string method = "*");
  // From now on, or count times, the connection is lost before or after these requests were
  // applied.
  void lose(std::string method, std::string path, bool applied, std::int64_t count = 1,
            std::int64_t skip = 0);
  // The body of one of Okta's errors.
  static std::string error(std::string_view code);

  std::function<void(std::string_view method)> on_request;  // on the loop's thread
  json::object more_context;                                // added to every context: account, seen

 private:
  std::shared_ptr<okta_emulator::ManualClock> clock_;
  okta_emulator::Organisation organisation_;
  SharedTime time_;
  back::testing::FakeHost host_;
  back_connection* connection_ = nullptr;
  std::vector<json::object> notes_;
  std::vector<std::string> progress_;
};

// The emulated organisation's own list of people in every status, with and without multifactor, and
// so on.
json::array as_array(const json::value& value);
const json::object* find(const json::array& list, std::string_view id);

}  // namespace okta_test
