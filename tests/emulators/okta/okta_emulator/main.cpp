// okta-emulator: the command line around okta_emulator::Emulator.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "okta_emulator/emulator.hpp"

namespace {

namespace json = boost::json;
using okta_emulator::Emulator;
using okta_emulator::EmulatorOptions;

json::value read_seed(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read the seed " + path);
  boost::system::error_code error;
  json::value seed = json::parse(text.str(), error);
  if (error) throw std::runtime_error("the seed " + path + " is no JSON: " + error.message());
  return seed;
}

void write_ca(const std::string& path, const std::string& pem) {
  std::ofstream file(path, std::ios::trunc);
  file << pem;
  file.close();
  if (!file) throw std::runtime_error("cannot write the CA certificate to " + path);
}

std::string temporary_ca_path() {
  std::string folder = (std::filesystem::temp_directory_path() / "okta-emulator-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  return folder + "/ca.pem";
}

// Blocks the signals that end the program; the servers' threads, started later, inherit that.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// A connection needs a descriptor each; thousands are more than a shell allows by default.
void allow_many_connections(bool quiet) {
  constexpr rlim_t kEnough = 20'000;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  const bool raised = setrlimit(RLIMIT_NOFILE, &limit) == 0;
  if (quiet || (raised && limit.rlim_max >= kEnough)) return;
  std::cerr << "At most " << limit.rlim_cur
            << " connections at once: this system allows no more files (ulimit -Hn).\n";
}

int serve(EmulatorOptions options, std::string ca_path, bool quiet) {
  const sigset_t signals = block_signals();
  allow_many_connections(quiet);
  Emulator emulator(std::move(options));
  const bool own_folder = ca_path.empty();
  if (own_folder) ca_path = temporary_ca_path();
  write_ca(ca_path, emulator.ca_pem());
  json::object ready = emulator.addresses();
  ready["ca"] = std::filesystem::absolute(ca_path).string();
  std::cout << json::serialize(ready) << std::endl;
  if (!quiet) {
    for (const auto& organisation : emulator.organisations()) {
      const auto profile = organisation->profile();
      std::cerr << profile.company << " (" << profile.domain
                << ") answers on https://127.0.0.1:" << emulator.port() << '\n';
    }
    std::cerr << "Control interface: https://127.0.0.1:" << emulator.control_port() << '\n'
              << "Trust this CA:     " << ca_path << '\n'
              << "Stop with Ctrl-C.\n";
  }
  int received = 0;
  sigwait(&signals, &received);
  emulator.stop();
  if (own_folder) std::filesystem::remove_all(std::filesystem::path(ca_path).parent_path());
  if (!quiet) std::cerr << "Stopped.\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{
      "A stateful Okta organisation for tests and demonstrations, over HTTPS on this machine "
      "only.\n"
      "Prints one line of JSON with its ports and its CA certificate when it is ready."};
  std::vector<std::string> seeds;
  std::string ca_path;
  EmulatorOptions options;
  bool quiet = false;
  app.add_option(
         "--seed", seeds,
         "Seed file, one organisation each; may be repeated (default: the company Back Demo)")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  app.add_option("--port", options.port, "Port of the Okta API (default: a free one)");
  app.add_option("--control-port", options.control_port,
                 "Port of the control interface (default: a free one)");
  app.add_option(
         "--ca", ca_path,
         "Where to write the CA certificate (default: a temporary folder, removed at the end)")
      ->type_name("FILE");
  app.add_option("--host", options.more_names,
                 "A further host name for the certificate; may be repeated")
      ->type_name("NAME");
  app.add_flag("--quiet", quiet, "Print nothing but the line of JSON");
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return std::string("okta-emulator: ") + error.what() + ". See: okta-emulator --help\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    for (const std::string& path : seeds) options.seeds.push_back(read_seed(path));
    return serve(std::move(options), ca_path, quiet);
  } catch (const std::exception& error) {
    std::cerr << "okta-emulator: " << error.what() << '\n';
    return 1;
  }
}
