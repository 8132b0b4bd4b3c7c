// The emulator as it ships, in a process of its own on one core: small answers a second over TLS
// connections that are kept, and idle connections held, with the memory of each.
#include <sys/resource.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <exception>

#include "crowd.hpp"
#include "figures.hpp"
#include "program.hpp"

namespace {

namespace json = boost::json;
using back::bench::Crowd;
using back::bench::EmulatorOnOneCore;

constexpr const char* kToken = "00benchSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
constexpr std::size_t kClients = 32;
constexpr std::size_t kRequests = 1000;  // of each client in a round
constexpr int kRounds = 5;
constexpr std::size_t kIdle = 10'000;

json::value seed() {
  const auto person = [](const std::string& name) {
    const std::string login = name + "@bench.example";
    return json::object{
        {"id", "00u0000000000000" + name},
        {"status", "ACTIVE"},
        {"factors", {json::object{{"type", "push"}}}},
        {"profile",
         json::object{
             {"login", login}, {"email", login}, {"firstName", "Ben"}, {"lastName", "Chmark"}}}};
  };
  json::object owner = person("9999");
  owner["roles"] = json::array{"SUPER_ADMIN"};
  return json::object{
      {"organisation", json::object{{"subdomain", "bench"}}},
      {"users", json::array{owner, person("0001")}},
      {"tokens", json::array{json::object{{"secret", kToken}, {"user", "9999@bench.example"}}}}};
}

std::string request(const std::string& path) {
  return "GET " + path +
         " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\nAccept: application/json\r\n"
         "Authorization: SSWS " +
         kToken + "\r\n\r\n";
}

struct Pace {
  double of_cpu = 0;   // answers in a second of the emulator's CPU time
  double of_wall = 0;  // answers in a second of the clock, client and all
  std::size_t body = 0;
};

Pace pace_of(const EmulatorOnOneCore& emulator, Crowd& crowd, const std::string& path) {
  std::vector<double> cpu;
  std::vector<double> wall;
  const std::string line = request(path);
  crowd.ask(line, kRequests / 4);  // warm
  for (int round = 0; round < kRounds; ++round) {
    const double before = emulator.cpu_seconds();
    const auto start = std::chrono::steady_clock::now();
    const auto answers = double(crowd.ask(line, kRequests));
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    if (answers != double(kClients * kRequests)) throw std::runtime_error("an answer was no 200");
    cpu.push_back(answers / (emulator.cpu_seconds() - before));
    wall.push_back(answers / time.count());
  }
  std::sort(cpu.begin(), cpu.end());
  std::sort(wall.begin(), wall.end());
  return {cpu[kRounds / 2], wall[kRounds / 2], crowd.body_size()};
}

void show(const std::string& name, double value, const std::string& unit) {
  std::printf("%-70s %10.0f %s\n", name.c_str(), value, unit.c_str());
}

void at_least(const std::string& name, double value, double least, const std::string& unit) {
  show(name, value, unit);
  const std::string goal = ">= " + std::to_string(static_cast<long>(least));
  back::testing::report({name, value, unit, goal, value >= least, std::nullopt});
}

void beside(const std::string& name, double value, const std::string& unit) {
  show(name, value, unit);
  back::testing::report({name, value, unit, "", true, std::nullopt});
}

void measure_answers() {
  const EmulatorOnOneCore emulator(seed());
  Crowd crowd(emulator.port());
  crowd.grow(kClients);
  const Pace small = pace_of(emulator, crowd, "/api/v1/users/00u00000000000000001/factors");
  at_least("emulator: small answers a second on one core, TLS keep-alive", small.of_cpu, 15'000,
           "per CPU second");
  beside("emulator: size of such an answer's body", double(small.body), "bytes");
  beside("emulator: the same by the clock, one core each for it and the client", small.of_wall,
         "per second");
  const Pace user = pace_of(emulator, crowd, "/api/v1/users/00u00000000000000001");
  beside("emulator: a whole user (" + std::to_string(user.body) + " bytes) a second on one core",
         user.of_cpu, "per CPU second");
}

void measure_idle() {
  const EmulatorOnOneCore emulator(seed());
  Crowd crowd(emulator.port());
  const std::string line = request("/api/v1/users/00u00000000000000001/factors");
  crowd.grow(100);
  crowd.ask(line, 1);
  const double before = emulator.resident_bytes();
  crowd.grow(100 + kIdle);
  crowd.ask(line, 1);
  const double each = (emulator.resident_bytes() - before) / double(kIdle) / 1024;
  const auto answered = double(crowd.ask(line, 1));
  at_least("emulator: idle connections held", answered - 100, double(kIdle), "connections");
  beside("emulator: memory of an idle connection", each, "KB");
}

}  // namespace

int main() {
  try {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    back::bench::stay_on_core(1);
    measure_answers();
    measure_idle();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench-emulator: %s\n", error.what());
    return 2;
  }
}
