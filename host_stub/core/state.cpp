#include "core/state.hpp"

#include "contract/status.hpp"
#include "core/awaited.hpp"
#include "core/durable_store.hpp"
#include "core/home.hpp"
#include "core/memory_store.hpp"

namespace back::host {
namespace {

std::unique_ptr<Store> store_of(const std::string& home) {
  if (home.empty()) return std::make_unique<MemoryStore>();
  const std::string path = home + "/back-host.sqlite";
  prepare_private_file(path);
  return std::make_unique<DurableStore>(path);
}

Vault vault_of(const std::string& home) {
  return home.empty() ? Vault::temporary() : Vault::from_key_file(home + "/key");
}

}  // namespace

State::State(HostOptions the_options, std::shared_ptr<const Directory> the_directory,
             std::shared_ptr<Log> the_log)
    : options(std::move(the_options)),
      directory(std::move(the_directory)),
      log(std::move(the_log)),
      lease(options.home),
      kept(store_of(options.home)),
      vault(vault_of(options.home)),
      plugins(load_plugins(options.plugins)),
      links(plugins, log, options.limits, options.network, alarm, options.grace * 2,
            options.open_time),
      scribe(options.home.empty() ? Scribe::Way::kAtOnce : Scribe::Way::kDurably,
             [this](std::vector<NoteRecord> notes) { store.keep_notes(std::move(notes)); }) {
  lease.tidy();
  for (const auto& line : plugins)
    if (line.plugin == nullptr)
      log->write(Level::kWarning, "host", "A plugin was not loaded.",
                 {{"path", line.path}, {"code", line.code}, {"reason", line.sentence}});
}

Answer ask(State& state, OpenConnection& open, Question question, const Progress& progress,
           const std::stop_token& stop) {
  const std::string name = question.kind == BACK_KIND_QUERY || question.kind == BACK_KIND_EXECUTE
                               ? question.name
                               : std::string(contract::kind_name(question.kind));
  const std::string correlation = question.correlation;
  Awaited call(open, std::move(question));
  const std::stop_callback cancel(stop, [&] { call.cancel(); });
  Answer answer = call.wait(progress);
  log_call(state, open.stage().plugin->id, name, correlation, answer);
  return answer;
}

void log_call(State& state, const std::string& plugin, const std::string& name,
              const std::string& correlation, const Answer& answer) {
  const bool fine = answer.status == BACK_OK;
  const Level level = fine ? Level::kInfo : Level::kWarning;
  if (level < state.log->least()) return;
  boost::json::object fields{{"call", name},
                             {"correlation", correlation},
                             {"status", contract::status_name(answer.status)}};
  if (!answer.operator_text.empty()) fields["reason"] = answer.operator_text;
  state.log->write(level, plugin, fine ? "A call has ended." : "A call has failed.",
                   std::move(fields));
}

std::chrono::milliseconds call_time(const State& state, const Plugin& plugin,
                                    const contract::Action* action) {
  if (state.options.call_time.count() > 0) return state.options.call_time;
  const auto& manifest = plugin.manifest;
  return std::chrono::seconds(action == nullptr ? manifest.limits.deadline_seconds
                                                : manifest.deadline_of(*action));
}

}  // namespace back::host
