// One fresh process: from loading the plugin, as the host does, to the end of its first call, which
// needs no network. Prints milliseconds. With "curl": what loading and starting libcurl alone takes.
#include <dlfcn.h>

#include <boost/json.hpp>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "contract/context.hpp"
#include "core/awaited.hpp"
#include "core/loader.hpp"
#include "core/open_connection.hpp"
#include "support/measure.hpp"
#include "support/world.hpp"

namespace back::bench {
namespace {

boost::json::object libcurl() {
  const double begin = wall_us();
  void* const library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  const double loaded = wall_us();
  // CURL_GLOBAL_DEFAULT
  const auto start = reinterpret_cast<int (*)(long)>(dlsym(library, "curl_global_init"));
  if (start(3) != 0) throw std::runtime_error("libcurl does not start.");
  const double started = wall_us();
  return {{"load", (loaded - begin) / 1e3}, {"start", (started - loaded) / 1e3}};
}

boost::json::object plugin() {
  const std::string folder = std::filesystem::canonical(BACK_PLUGIN_FOLDER).string();
  auto log = std::make_shared<host::Log>([](const host::LogLine&) {}, host::Level::kError);
  host::Alarm alarm;
  std::vector<host::NamedSecret> secrets;
  secrets.push_back({"token", Secret(kToken)});
  contract::Context context;
  context.organisation = directory()->organisation();
  context.actor = {kExpert, "Erin", "erin.expert@bench.example", {kTeam}, true};
  context.request = contract::RequestRef{"R-1", kTeam};
  context.requester = directory()->request("R-0-0")->requester;

  const double begin = wall_us();
  const auto loaded = host::load_plugin(folder + "/okta.so", {folder, {}});
  const double is_loaded = wall_us();
  host::Stage stage(loaded, *host::HostTable::create(log, "okta", {}, {}), alarm);
  const auto open =
      host::OpenConnection::open(stage, R"({"domain":"bench-0","teams":["it"]})", secrets);
  const double is_open = wall_us();
  host::Question question;
  question.name = "nothing of that name";
  question.context = contract::to_text(context);
  const auto answer = host::begin_awaited(*open, std::move(question))->wait();
  const double is_answered = wall_us();
  if (answer.status != BACK_UNSUPPORTED) throw std::runtime_error("The first call failed.");
  open->close(std::chrono::seconds(5));
  return {{"load", (is_loaded - begin) / 1e3},
          {"open", (is_open - is_loaded) / 1e3},
          {"call", (is_answered - is_open) / 1e3},
          {"all", (is_answered - begin) / 1e3}};
}

}  // namespace
}  // namespace back::bench

int main(int argc, char**) {
  try {
    std::cout << (argc > 1 ? back::bench::libcurl() : back::bench::plugin()) << '\n';
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << "bench-first-call: " << problem.what() << '\n';
    return 2;
  }
}
