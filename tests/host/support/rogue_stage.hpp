// A rogue on a stage: the fixture plugin that breaks the rules, with two connections open.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/awaited.hpp"
#include "core/loader.hpp"
#include "core/open_connection.hpp"
#include "plugins/rogue.h"
#include "support/bench.hpp"

namespace back::host::test {

using OpenPtr = std::shared_ptr<OpenConnection>;

class RogueStage {
 public:
  explicit RogueStage(const std::string& plugin)
      : plugin_(load_plugin(fixtures().folder + "/" + plugin + ".so", fixtures())) {
    HostTable* table = HostTable::create(log.log(), plugin, Limits{}, NetworkPolicy{});
    stage = std::make_unique<Stage>(plugin_, *table, alarm);
    strings().set_bell(&ring);
  }
  ~RogueStage() {
    strings().let_go();
    strings().finish_lost();
    for (const auto& connection : opened_) connection->close(std::chrono::seconds(10));
    log.log()->silence();
  }

  const rogue_strings& strings() const {
    return *static_cast<const rogue_strings*>(plugin_->get_extension(ROGUE_EXTENSION));
  }

  OpenPtr open(std::string_view config = "{}") {
    return opened_.emplace_back(OpenConnection::open(*stage, config, {}));
  }

  static Question question(const std::string& word, int kind = BACK_KIND_QUERY) {
    Question question;
    question.kind = kind;
    question.name = word;
    question.time = std::chrono::seconds(20);
    question.grace = std::chrono::milliseconds(30);
    return question;
  }

  KeptLog log;
  Alarm alarm;
  std::unique_ptr<Stage> stage;

 private:
  PluginPtr plugin_;
  std::vector<OpenPtr> opened_;
};

}  // namespace back::host::test
