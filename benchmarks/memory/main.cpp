// Memory per queued action, per open connection of a tenant, and per idle TLS connection. Each
// round is a process of its own.
//   bench-memory               measures, and reports figures
//   bench-memory queued|tenants|idle    one round
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "contract/context.hpp"
#include "core/awaited.hpp"
#include "core/loader.hpp"
#include "core/open_connection.hpp"
#include "support/measure.hpp"
#include "support/process.hpp"
#include "support/world.hpp"

namespace back::bench {
namespace {

constexpr int kActions = 10'000;
constexpr int kTenants = 10'000;
constexpr int kIdleTenants = 400;
constexpr double kKilobyte = 1024;

// What a host has around one plugin, without the rest.
struct Plugged {
  explicit Plugged(const host::NetworkPolicy& network)
      : plugin(host::load_plugin(folder() + "/okta.so", {folder(), {}})),
        log(std::make_shared<host::Log>([](const host::LogLine&) {}, host::Level::kWarning)),
        table(*host::HostTable::create(log, "okta", {}, network)),
        stage(plugin, table, alarm) {}
  ~Plugged() {
    for (const auto& each : open) each->close(std::chrono::seconds(30));
  }

  static std::string folder() { return std::filesystem::canonical(BACK_PLUGIN_FOLDER).string(); }

  void open_all(int tenants) {
    std::vector<host::NamedSecret> secrets;
    secrets.push_back({"token", Secret(kToken)});
    for (int i = 0; i < tenants; ++i)
      open.push_back(host::OpenConnection::open(
          stage,
          boost::json::serialize(
              boost::json::object{{"domain", subdomain(i)}, {"teams", boost::json::array{kTeam}}}),
          secrets));
  }

  host::PluginPtr plugin;
  std::shared_ptr<host::Log> log;
  host::HostTable& table;
  host::Alarm alarm;
  host::Stage stage;
  std::vector<std::shared_ptr<host::OpenConnection>> open;
};

host::NetworkPolicy network_to(const EmulatorProcess& emulator, int organisations) {
  host::NetworkPolicy network;
  network.ca_file = emulator.ca_file();
  network.connect_to = connect_to(organisations, emulator.port());
  network.allow_private = true;
  return network;
}

host::Question suspend(int organisation, int person, bool back) {
  contract::Context context;
  context.organisation = directory()->organisation();
  const auto expert = directory()->expert(kExpert);
  context.actor = {expert->id, expert->name, expert->email, expert->teams, expert->admin};
  const auto request = directory()->request(request_id(organisation, person));
  context.request = contract::RequestRef{request->id, request->team};
  context.requester = request->requester;
  context.account = account_id(person);
  host::Question question;
  question.kind = BACK_KIND_EXECUTE;
  question.name = back ? "unsuspend" : "suspend";
  question.context = contract::to_text(context);
  question.correlation = "0123456789abcdef0123456789abcdef";
  question.idempotency = "k-0123456789abcdef0123456789abcdef";
  question.time = std::chrono::minutes(5);
  return question;
}

void expect_done(const host::AwaitedPtr& call) {
  const auto answer = call->wait();
  if (answer.output.find(R"("outcome":"done")") == std::string::npos)
    throw std::runtime_error("An action ended otherwise: " + answer.person + answer.output);
}

boost::json::object queued() {
  constexpr int kOrganisations = 8;
  constexpr int kPeople = kActions / kOrganisations;
  const EmulatorProcess emulator(kOrganisations, kPeople);
  Plugged plugged(network_to(emulator, kOrganisations + 1));
  plugged.open_all(kOrganisations + 1);  // nothing is to be done in the last one
  const auto begin_all = [&](int actions, bool back) {
    std::vector<host::AwaitedPtr> calls;
    calls.reserve(static_cast<std::size_t>(actions));
    for (int i = 0; i < actions; ++i) {
      const int organisation = i % kOrganisations;
      calls.push_back(host::begin_awaited(*plugged.open[static_cast<std::size_t>(organisation)],
                                          suspend(organisation, i / kOrganisations, back)));
    }
    return calls;
  };
  // The connections to the vendor that will be used are there already: they are counted apart.
  for (const auto& call : begin_all(1000, false)) expect_done(call);
  for (const auto& call : begin_all(1000, true)) expect_done(call);

  emulator.pause();
  const double allocated = allocated_bytes();
  const double resident = resident_bytes();
  const double wall = wall_us();
  const auto calls = begin_all(kActions, false);
  plugged.stage.knocker.idle_within(std::chrono::seconds(30));  // all have been started
  // A question that is answered without the network, in another organisation, stands behind them in
  // the loop's queue.
  host::Question last;
  last.name = "nothing of that name";
  last.context = suspend(0, 0, false).context;
  host::begin_awaited(*plugged.open.back(), std::move(last))->wait();
  const boost::json::object result{{"allocated", allocated_bytes() - allocated},
                                   {"resident", resident_bytes() - resident},
                                   {"accepted_us", wall_us() - wall}};
  emulator.resume();
  for (const auto& call : calls) expect_done(call);
  return result;
}

boost::json::object tenants() {
  Plugged plugged({});
  plugged.open_all(1);  // what is there once for all
  const double allocated = allocated_bytes();
  const double resident = resident_bytes();
  plugged.open_all(kTenants);
  return {{"allocated", allocated_bytes() - allocated}, {"resident", resident_bytes() - resident}};
}

boost::json::object idle() {
  const EmulatorProcess emulator(kIdleTenants, 1);
  Plugged plugged(network_to(emulator, kIdleTenants));
  plugged.open_all(kIdleTenants);
  const auto act_on = [&](int from, int to) {
    std::vector<host::AwaitedPtr> calls;
    for (int i = from; i < to; ++i)
      calls.push_back(
          host::begin_awaited(*plugged.open[static_cast<std::size_t>(i)], suspend(i, 0, false)));
    for (const auto& call : calls) expect_done(call);
  };
  act_on(0, 20);
  const double before = allocated_bytes();
  const std::size_t sockets = open_sockets();
  act_on(20, 60);
  const double each = (allocated_bytes() - before) / static_cast<double>(open_sockets() - sockets);
  act_on(60, kIdleTenants);
  return {{"each", each}, {"sockets", open_sockets()}};
}

// What one kind of round has measured, several times.
class Rounds {
 public:
  explicit Rounds(const std::string& role) {
    for (int i = 0; i < 3; ++i) results_.push_back(ask("/proc/self/exe", {role}));
  }

  double middle(const char* what) const {
    std::vector<double> values;
    for (const auto& result : results_) values.push_back(result.at(what).to_number<double>());
    return median(values);
  }

 private:
  std::vector<boost::json::object> results_;
};

void measure() {
  const Rounds open("tenants");
  const std::string connection = "Memory of an open connection, 10,000 tenants";
  at_most(connection, open.middle("allocated") / kTenants / kKilobyte, 8, "KB");
  beside(connection + ", as resident", open.middle("resident") / kTenants / kKilobyte, "KB");
  const Rounds still("idle");
  at_most("Idle TLS connections after actions in 400 organisations", still.middle("sockets"), 256,
          "sockets");
  beside("Memory of an idle TLS connection", still.middle("each") / kKilobyte, "KB");
  const Rounds waiting("queued");
  const std::string action = "Memory of a queued action, 10,000 at once";
  at_most(action, waiting.middle("allocated") / kActions / kKilobyte, 8, "KB");
  beside(action + ", as resident", waiting.middle("resident") / kActions / kKilobyte, "KB");
}

int run(const std::string& role) {
  if (role == "queued") std::cout << queued() << '\n';
  if (role == "tenants") std::cout << tenants() << '\n';
  if (role == "idle") std::cout << idle() << '\n';
  if (role.empty()) measure();
  return 0;
}

}  // namespace
}  // namespace back::bench

int main(int argc, char** argv) {
  try {
    return back::bench::run(argc > 1 ? argv[1] : "");
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "bench-memory: %s\n", problem.what());
    return 2;
  }
}
