#include "desk.hpp"

#include <stdlib.h>

#include <fstream>

#include "core/network_file.hpp"
#include "core/refused.hpp"

namespace back::e2e {
namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "back-e2e-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Desk::SetUp() {
  emulator_ = std::make_unique<okta_emulator::Emulator>();
  std::ofstream(folder_.path() / "ca.pem") << emulator_->ca_pem();
  std::ifstream file(BACK_DIRECTORY_FILE);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  directory_ = host::parse_directory(text, BACK_DIRECTORY_FILE);
  network_ = {"back-demo.okta.com:443:127.0.0.1:" + std::to_string(emulator_->port())};
  restart();
}

boost::json::object Desk::usual_network() const {
  boost::json::array map;
  for (const std::string& entry : network_) map.emplace_back(entry);
  return {{"ca_file", (folder_.path() / "ca.pem").string()},
          {"connect_to", std::move(map)},
          {"allow_private", true}};
}

void Desk::restart(const boost::json::object& network) {
  host_.reset();
  const std::string file = (folder_.path() / "network.json").string();
  std::ofstream(file) << boost::json::serialize(network);
  host::HostOptions options;
  options.network = host::read_network_file(file);
  options.home = (folder_.path() / "home").string();
  options.plugins.folder = fs::canonical(BACK_PLUGIN_FOLDER).string();
  auto log = std::make_shared<host::Log>(
      [this](const host::LogLine& line) {
        const std::lock_guard lock(log_mutex_);
        log_ += host::json_line(line) + "\n";
      },
      host::Level::kDebug);
  host_ = std::make_unique<host::Host>(std::move(options), directory_, std::move(log));
}

std::string Desk::log_text() {
  const std::lock_guard lock(log_mutex_);
  return log_;
}

okta_emulator::User Desk::account(std::string_view login_or_id) {
  auto user = okta().user(login_or_id);
  if (!user) throw std::runtime_error("the emulator has no such user");
  return *user;
}

std::size_t Desk::requests(std::string_view method) {
  std::size_t count = 0;
  for (const auto& entry : okta().journal())
    if (method.empty() || entry.method == method) ++count;
  return count;
}

std::vector<std::string> Desk::targets(std::string_view method) {
  std::vector<std::string> found;
  for (const auto& entry : okta().journal())
    if (entry.method == method) found.push_back(entry.target);
  return found;
}

host::NewConnection Desk::okta_connection(std::string_view token, boost::json::object more) {
  host::NewConnection wanted;
  wanted.plugin = "okta";
  wanted.fields = std::move(more);
  wanted.fields.emplace("domain", "back-demo");
  wanted.fields.emplace("teams", boost::json::array{"it"});
  wanted.secrets.push_back({"token", Secret(token)});
  return wanted;
}

std::string Desk::connect(std::string_view token, boost::json::object more) {
  const auto connected = host_->connect("erin", okta_connection(token, std::move(more)));
  EXPECT_TRUE(connected.usable) << connected.sentence;
  return connected.connection.id;
}

host::RequesterView Desk::view(const std::string& request, const std::string& actor) {
  auto views = host_->requester(actor, request);
  if (views.size() != 1) throw std::runtime_error("expected one view");
  EXPECT_EQ(views[0].code, "") << views[0].sentence;
  return std::move(views[0]);
}

std::vector<std::string> Desk::offered(const std::string& request) {
  std::vector<std::string> ids;
  for (const auto& offer : host_->actions("erin", request))
    ids.push_back((offer.enabled ? "" : "-") + offer.id);
  return ids;
}

host::Ran Desk::run(const std::string& request, const std::string& action,
                    boost::json::object input, const std::string& actor) {
  host_->requester(actor, request);
  return run_blindly(request, action, std::move(input), actor);
}

host::Ran Desk::run_blindly(const std::string& request, const std::string& action,
                            boost::json::object input, const std::string& actor) {
  host::Run what;
  what.actor = actor;
  what.request = request;
  what.action = action;
  what.input = std::move(input);
  what.confirmed = true;
  return host_->run(std::move(what));
}

std::string Desk::refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const host::Refused& refused) {
    EXPECT_GT(refused.sentence().size(), 15u);
    return refused.code();
  }
  return "";
}

std::string fact(const boost::json::object& outcome, std::string_view list, std::string_view id) {
  for (const auto& entry : outcome.at(list).as_array())
    if (entry.at("id").as_string() == id) return std::string(entry.at("value").as_string());
  return "";
}

}  // namespace back::e2e
