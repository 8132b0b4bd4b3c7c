#include "tls_stage.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/refused.hpp"

namespace truth {
namespace {

namespace host = back::host;
namespace fs = std::filesystem;
using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// A timeout takes as long as the call: nothing is gained by waiting for a minute.
constexpr int kCallThatTimesOut = 6;
constexpr int kRequests = 40;  // R-101 and so on

bool times_out(const Schedule& schedule) {
  return std::any_of(schedule.faults.begin(), schedule.faults.end(), [](const Fault& fault) {
    return fault.kind == Kind::timeout_before || fault.kind == Kind::timeout_after;
  });
}

Told told_by(const host::Ran& ran) {
  Told told;
  told.outcome = ran.outcome;
  told.text = boost::json::serialize(ran.output());
  const auto& changed = ran.output().at("changed");
  if (changed.is_bool()) told.changed = changed.get_bool() ? 1 : 0;
  if (const auto* code = ran.output().if_contains("code")) told.code = code->as_string();
  told.has_secret = !ran.one_time.empty();
  if (const auto* items = ran.output().if_contains("items"))
    for (const auto& each : items->as_array())
      told.items.emplace_back(each.at("id").as_string(), each.at("outcome").as_string());
  told.settled = ran.settled;
  told.pending = ran.pending;
  told.notes = 2;  // that there is one for each request is seen in the process of the other stage
  return told;
}

Told refused(const host::Refused& refusal) {
  Told told;
  told.outcome = "refused";
  told.changed = 0;
  told.text = refusal.code() + ' ' + refusal.sentence();
  return told;
}

}  // namespace

TlsStage::TlsStage(Pace pace) : pace_(pace), sites_(pace.sites) {
  std::ofstream(folder_.path() / "ca.pem") << sites_.ca_pem();
  std::ifstream file(BACK_DIRECTORY_FILE);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  directory_ = host::parse_directory(text, BACK_DIRECTORY_FILE);
  for (int i = 0; i < kRequests; ++i) {
    const auto request = directory_->request("R-" + std::to_string(101 + i));
    if (request) requests_.emplace_back(request->requester.email, request->id);
  }
  host::HostOptions options;
  options.plugins.folder = fs::canonical(BACK_PLUGIN_FOLDER).string();
  options.network.ca_file = (folder_.path() / "ca.pem").string();
  options.network.connect_to = sites_.connect_to();
  options.network.allow_private = true;
  options.settle_time = pace.settle_time;
  options.settle_attempts = pace.settle_attempts;
  auto silent = std::make_shared<host::Log>([](const host::LogLine&) {}, host::Level::kError);
  host_ = std::make_unique<host::Host>(std::move(options), directory_, std::move(silent));
  for (std::size_t worker = 0; worker < sites_.count(); ++worker) connect(worker);
}

TlsStage::~TlsStage() = default;

void TlsStage::connect(std::size_t worker) {
  host::NewConnection wanted;
  wanted.plugin = "okta";
  wanted.fields = {{"domain", sites_.at(worker).name()}, {"teams", boost::json::array{"it"}}};
  wanted.secrets.push_back({"token", back::Secret(back::e2e::kSuperAdmin)});
  const auto connected = host_->connect("erin", wanted);
  if (!connected.usable) throw std::runtime_error(connected.sentence);
  connections_.push_back(connected.connection.id);
}

const std::string& TlsStage::request_of(std::string_view login) const {
  const auto found = std::find_if(requests_.begin(), requests_.end(),
                                  [&](const auto& each) { return each.first == login; });
  if (found == requests_.end()) throw std::runtime_error("no request of " + std::string(login));
  return found->second;
}

Told TlsStage::play(std::size_t worker, Schedule schedule) {
  const Subject& subject = subjects()[schedule.subject];
  int seconds = std::min(schedule.deadline_s, static_cast<int>(pace_.longest_call.count()));
  if (times_out(schedule)) seconds = std::min(seconds, kCallThatTimesOut);
  std::stop_source stop;
  sites_.at(worker).begin(schedule, stop);
  host::Run what;
  what.actor = "erin";
  what.request = request_of(subject.login);
  what.connection = connections_[worker];
  what.action = subject.action;
  what.input = subject.input_json();
  what.confirmed = true;
  what.time = std::chrono::seconds(seconds);
  const auto ends = Clock::now() + what.time;
  Told told;
  try {
    told = told_by(host_->run(std::move(what), nullptr, stop.get_token()));
  } catch (const host::Refused& refusal) {
    told = refused(refusal);
  }
  told.notes *= std::max(1, static_cast<int>(subject.items().size()));
  told.time_left = std::chrono::floor<milliseconds>(ends - Clock::now());
  if (told.pending) told.time_left = milliseconds{0};  // the host has tried as often as it does
  sites_.at(worker).look([&](const FaultyOkta& okta) {
    const auto now = okta_emulator::SystemClock().now();
    told.watched = std::chrono::floor<milliseconds>(now - okta.facts().last_change);
  });
  return told;
}

}  // namespace truth
