// A puppet on a stage: a fixture plugin loaded and opened, without the rest of the host.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/awaited.hpp"
#include "core/loader.hpp"
#include "core/open_connection.hpp"
#include "plugins/puppet.h"
#include "support/bench.hpp"

namespace back::host::test {

class PuppetStage {
 public:
  explicit PuppetStage(const std::string& plugin = "puppet") : plugin_(load(plugin)) {
    HostTable* table = HostTable::create(log.log(), plugin, Limits{}, NetworkPolicy{});
    stage = std::make_unique<Stage>(plugin_, *table, alarm);
    connection = OpenConnection::open(*stage, "{}", {});
    strings().set_bell(&ring);
  }
  ~PuppetStage() {
    strings().let_go();
    connection->close(std::chrono::seconds(10));
    log.log()->silence();
  }

  const puppet_strings& strings() const {
    return *static_cast<const puppet_strings*>(plugin_->get_extension(PUPPET_EXTENSION));
  }

  // A question whose time and grace a test can wait for.
  static Question question(const std::string& name, int kind = BACK_KIND_QUERY) {
    Question question;
    question.kind = kind;
    question.name = name;
    question.time = std::chrono::seconds(20);
    question.grace = std::chrono::milliseconds(30);
    return question;
  }
  Answer ask(Question what) { return begin_awaited(*connection, std::move(what))->wait(); }
  Answer ask(const std::string& name, int kind = BACK_KIND_QUERY) {
    return ask(question(name, kind));
  }

  KeptLog log;
  Alarm alarm;
  std::unique_ptr<Stage> stage;
  std::shared_ptr<OpenConnection> connection;

 private:
  static PluginPtr load(const std::string& plugin) {
    return load_plugin(fixtures().folder + "/" + plugin + ".so", fixtures());
  }

  PluginPtr plugin_;
};

}  // namespace back::host::test
