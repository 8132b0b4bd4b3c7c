// What a call costs that does nothing: through the interface alone, with its input checked, through
// the SDK, and through the host. Plugins are loaded as the host loads them.
#include <back/plugin.h>
#include <benchmark/benchmark.h>

#include <boost/json.hpp>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <latch>
#include <map>
#include <vector>

#include "calls/boost.hpp"
#include "calls/documents.hpp"
#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "core/awaited.hpp"
#include "core/loader.hpp"
#include "core/open_connection.hpp"
#include "json/strict_json.hpp"
#include "support/measure.hpp"

namespace back::bench {
namespace {

constexpr int kTogether = 64;

back_text text(std::string_view view) { return {view.data(), view.size()}; }

// A loaded plugin with one open connection, and the least a host needs.
struct Opened {
  explicit Opened(const std::string& name)
      : plugin(host::load_plugin(folder() + "/" + name + ".so", {folder(), {}})),
        log(std::make_shared<host::Log>([](const host::LogLine&) {}, host::Level::kWarning)),
        table(*host::HostTable::create(log, name, {}, {})),
        stage(plugin, table, alarm),
        connection(host::OpenConnection::open(stage, R"({"teams":["it"]})", {})) {}
  ~Opened() { connection->close(std::chrono::seconds(5)); }

  static std::string folder() { return std::filesystem::canonical(BACK_BENCH_PLUGINS).string(); }

  host::PluginPtr plugin;
  std::shared_ptr<host::Log> log;
  host::HostTable& table;
  host::Alarm alarm;
  host::Stage stage;
  std::shared_ptr<host::OpenConnection> connection;
};

// A call as plugin.h has it, with nothing of this host behind it.
struct PlainCall {
  back_call abi{};
  std::latch& left;                 // how many have not ended
  std::latch* waits_for = nullptr;  // its end keeps the plugin's thread so long

  PlainCall(std::uint64_t id, std::latch& not_ended) : left(not_ended) {
    abi.size = sizeof abi;
    abi.kind = BACK_KIND_EXECUTE;
    abi.deadline_ms = 60000;
    abi.id = id;
    abi.name = text("nothing");
    abi.input = text(kInput);
    abi.context = text(kContext);
    abi.correlation = text("0123456789abcdef0123456789abcdef");
    abi.idempotency = text("k-0123456789abcdef0123456789abcdef");
    abi.is_cancelled = [](const back_call*) -> std::int32_t { return 0; };
    abi.progress = [](back_call*, double, back_text) {};
    abi.intent = [](back_call*, back_text) -> std::int32_t { return BACK_PROCEED; };
    abi.done = [](back_call* call, const back_result* result) {
      if (result->status != BACK_OK) std::abort();
      const auto& ended = *reinterpret_cast<PlainCall*>(call);
      if (ended.waits_for) ended.waits_for->wait();
      ended.left.count_down();
    };
  }
};

back_connection* opened_in(Opened& opened) {
  back_connection* inside = nullptr;
  opened.connection->inside(
      "bench", [&](const host::Plugin&, back_connection* connection) { inside = connection; });
  return inside;
}

// The interface alone.
void plain_call(benchmark::State& state) {
  Opened opened("bare");
  back_connection* const connection = opened_in(opened);
  const back_plugin& plugin = *opened.plugin->table;
  std::uint64_t id = 0;
  for (auto _ : state) {
    std::latch left(1);
    PlainCall call(++id, left);
    plugin.start(connection, &call.abi);
  }
}

// The input is read strictly, checked against the manifest's schema and written canonically first.
void checked_call(benchmark::State& state) {
  Opened opened("bare");
  back_connection* const connection = opened_in(opened);
  const back_plugin& plugin = *opened.plugin->table;
  const contract::Schema schema(contract::input_schema(*opened.plugin->manifest.action("nothing")));
  std::uint64_t id = 0;
  for (auto _ : state) {
    const auto input = json::parse(kInput);
    if (!schema.accepts(input)) std::abort();
    const std::string canonical = json::canonical(input);
    std::latch left(1);
    PlainCall call(++id, left);
    call.abi.input = text(canonical);
    plugin.start(connection, &call.abi);
  }
}

// A plugin of the SDK: reads context and input, checks both and who may act, and answers on the
// loop's thread. So many calls in a row; that thread is either busy until the last has been started,
// as under load, or falls asleep and is woken for each, which costs more than the call.
void sdk_calls(benchmark::State& state, bool busy) {
  Opened opened("spoken");
  back_connection* const connection = opened_in(opened);
  const back_plugin& plugin = *opened.plugin->table;
  const int together = static_cast<int>(state.range(0));
  std::uint64_t id = 0;
  for (auto _ : state) {
    std::latch left(together);
    std::latch started(1);
    std::deque<PlainCall> calls;
    for (int i = 0; i < together; ++i) {
      PlainCall& call = calls.emplace_back(++id, left);
      if (busy && i == 0) call.waits_for = &started;
      plugin.start(connection, &call.abi);
    }
    started.count_down();
    left.wait();
  }
  state.SetItemsProcessed(state.iterations() * together);
}

void busy_sdk_calls(benchmark::State& state) { sdk_calls(state, true); }
void idle_sdk_calls(benchmark::State& state) { sdk_calls(state, false); }

// The host's own call around it: deadline, cancelling, copies of what goes in and comes out.
void host_calls(benchmark::State& state) {
  Opened opened("bare");
  const int together = static_cast<int>(state.range(0));
  for (auto _ : state) {
    std::vector<host::AwaitedPtr> calls;
    for (int i = 0; i < together; ++i) {
      host::Question question;
      question.kind = BACK_KIND_EXECUTE;
      question.name = "nothing";
      question.input = kInput;
      question.context = kContext;
      calls.push_back(host::begin_awaited(*opened.connection, std::move(question)));
    }
    for (const auto& call : calls) benchmark::DoNotOptimize(call->wait());
  }
  state.SetItemsProcessed(state.iterations() * together);
}

// The threads share the work, so the process's CPU time is what counts, not this thread's.
void define(const char* name, void (*run)(benchmark::State&), int together) {
  auto* defined = benchmark::RegisterBenchmark(name, run)
                      ->MeasureProcessCPUTime()
                      ->Repetitions(9)
                      ->ReportAggregatesOnly(true);
  if (together > 0) defined->Arg(together);
}

// Medians per call, in nanoseconds of CPU.
class Medians : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs)
      if (run.aggregate_name == "median")
        cpu_ns[run.run_name.function_name] = run.GetAdjustedCPUTime();
  }
  std::map<std::string, double> cpu_ns;
};

void measure() {
  define("plain", &plain_call, 0);
  define("checked", &checked_call, 0);
  define("sdk one", &idle_sdk_calls, 1);
  define("sdk many", &busy_sdk_calls, kTogether);
  define("sdk woken", &idle_sdk_calls, kTogether);
  define("boost", &boost_calls, kTogether);
  define("host one", &host_calls, 1);
  define("host many", &host_calls, kTogether);
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  const auto& ns = medians.cpu_ns;
  const std::string many = std::to_string(kTogether) + " at once";
  at_most("No-op call through the ABI", ns.at("plain"), 300, "ns");
  at_most("No-op call through the ABI, small JSON input checked against its schema",
          ns.at("checked") / 1e3, 6, "us");
  const std::string sdk = "No-op call of a plugin of the SDK";
  at_most(sdk + ", context and input checked, " + many + ": SDK / plain Boost.JSON and Asio",
          ns.at("sdk many") / ns.at("boost"), 1.5, "x");
  beside(sdk + ", " + many + ": plain Boost.JSON and Asio", ns.at("boost") / kTogether / 1e3, "us");
  beside(sdk + ", " + many, ns.at("sdk many") / kTogether / 1e3, "us");
  beside(sdk + ", the loop's thread is woken for each", ns.at("sdk woken") / kTogether / 1e3, "us");
  beside(sdk + ", one at a time", ns.at("sdk one") / 1e3, "us");
  beside("No-op call through the host's own call, " + many, ns.at("host many") / kTogether / 1e3,
         "us");
  beside("No-op call through the host's own call, one at a time", ns.at("host one") / 1e3, "us");
}

}  // namespace
}  // namespace back::bench

int main(int argc, char** argv) {
  try {
    // What is compared is measured in turns.
    char in_turns[] = "--benchmark_enable_random_interleaving=true";
    std::vector<char*> arguments(argv, argv + argc);
    arguments.push_back(in_turns);
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    back::bench::measure();
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-calls: %s\n", problem.what());
    return 2;
  }
}
