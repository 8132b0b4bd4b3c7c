// Opening and closing a connection in a plugin. Both may hang, so both have a limit.
#include <cstdint>
#include <utility>

#include "contract/status.hpp"
#include "core/abi_text.hpp"
#include "core/guarded.hpp"
#include "core/open_connection.hpp"
#include "core/refused.hpp"
#include "core/result_copy.hpp"
#include "core/within.hpp"

namespace back::host {
namespace {

// One call of open with all it needs, which may take longer than anybody waits.
struct Opening {
  Opening(const Stage& stage, std::string_view the_config)
      : plugin(stage.plugin), table(stage.table), config(the_config) {}

  PluginPtr plugin;
  HostTable& table;
  std::string config;
  std::vector<NamedSecret> secrets;

  int32_t status = BACK_INTERNAL;
  std::string person;
  std::string operator_text;
  back_connection* opened = unwritten();

  // What no plugin can have written: tells whether it has written at all.
  static back_connection* unwritten() {
    static char place = 0;
    return reinterpret_cast<back_connection*>(&place);
  }
  bool is_open() const { return status == BACK_OK && opened != unwritten(); }

  static void BACK_CALL on_failure(void* sink, const back_result* result) noexcept {
    try {
      auto& self = *static_cast<Opening*>(sink);
      if (result == nullptr) return;
      if (BACK_HAS(result, back_result, person)) self.person = short_copy(view_of(result->person));
      if (BACK_HAS(result, back_result, operator_text))
        self.operator_text = short_copy(view_of(result->operator_text));
    } catch (...) {
      // No memory for the reason: the status says enough.
    }
  }

  void run() {
    std::vector<back_secret> given;
    given.reserve(secrets.size());
    for (const auto& secret : secrets)
      given.push_back({abi_text(secret.field), abi_text(secret.value.reveal())});
    const bool returned = guarded(table, "open", [&] {
      status = plugin->table->open(table.abi(), abi_text(config), given.data(), given.size(), this,
                                   &on_failure, &opened);
    });
    if (!returned)
      person = "The integration failed to open its connection. This is a defect of it.";
    secrets.clear();
  }

  void close() {
    if (is_open()) guarded(table, "close", [&] { plugin->table->close(opened); });
  }
};

[[noreturn]] void refuse_open(const HostTable& table, int32_t status, std::string person,
                              const std::string& operator_text) {
  if (person.empty()) {
    table.log(Level::kPluginMisbehaves,
              "The plugin failed to open a connection without saying why.");
    person = "The integration did not accept the configuration and gave no reason.";
  }
  table.log(Level::kWarning, "A connection could not be opened.",
            {{"status", contract::status_name(status)}, {"reason", operator_text}});
  throw Refused(std::string(contract::status_name(status)), person);
}

[[noreturn]] void refuse_waiting(const HostTable& table) {
  table.log(Level::kPluginMisbehaves, "The plugin has not opened a connection in time.");
  refuse_open(table, BACK_DEADLINE,
              "The integration did not open its connection in time. This is a defect of the "
              "integration.",
              "open has not returned");
}

}  // namespace

std::shared_ptr<OpenConnection> OpenConnection::open(Stage& stage, std::string_view config,
                                                     const std::vector<NamedSecret>& secrets) {
  const auto opening = std::make_shared<Opening>(stage, config);
  opening->secrets.reserve(secrets.size());
  for (const auto& secret : secrets)
    opening->secrets.push_back({secret.field, Secret(secret.value.reveal())});
  const auto hanging = stage.hanging;
  const Ended ended = run_within(
      stage.openers, stage.limit, [opening] { opening->run(); },
      [opening, hanging] {
        opening->close();
        --*hanging;
      });
  if (ended == Ended::kNotYet) ++*hanging;
  if (ended != Ended::kInTime) refuse_waiting(stage.table);
  if (opening->status == BACK_OK && !opening->is_open()) {
    stage.table.log(Level::kPluginMisbehaves, "The plugin opened a connection and gave none.");
    refuse_open(stage.table, BACK_INTERNAL,
                "The integration opened no connection. This is a defect of the integration.", "");
  }
  if (!opening->is_open())
    refuse_open(stage.table, opening->status, opening->person, opening->operator_text);
  return std::make_shared<OpenConnection>(stage, opening->opened);
}

bool OpenConnection::close_in_plugin(std::chrono::milliseconds limit) {
  const auto threw = std::make_shared<std::atomic<bool>>(false);
  const auto hanging = stage_.hanging;
  const Ended ended = run_within(
      stage_.openers, limit,
      [threw, plugin = stage_.plugin, &table = stage_.table, connection = connection_] {
        *threw = !guarded(table, "close", [&] { plugin->table->close(connection); });
      },
      [hanging] { --*hanging; });
  if (ended == Ended::kNotYet) ++*hanging;
  if (ended == Ended::kInTime) return !*threw;
  stage_.table.log(Level::kPluginMisbehaves, "The plugin has not closed a connection in time.");
  return false;
}

}  // namespace back::host
