#include "support/ledger_host.hpp"

namespace back::host::test {

HostOptions fixture_options(const std::string& home) {
  HostOptions options;
  options.home = home;
  options.plugins = fixtures();
  options.grace = std::chrono::milliseconds(500);
  options.settle_pause = std::chrono::milliseconds(1);
  return options;
}

std::string text_of(const boost::json::object& object, std::string_view member) {
  return std::string(json::string_at(object, member).value_or(""));
}

LedgerHost::LedgerHost() : file_(folder_ / "ledger"), options_(fixture_options(folder_ / "home")) {
  write_file(file_, "");
  restart();
  bell_ = std::make_unique<FolderBell>(std::vector{folder_.path(), options_.home});
}

void LedgerHost::restart() {
  host_.reset();
  log_ = KeptLog();
  host_ = std::make_unique<Host>(options_, directory_, log_.log());
}

void LedgerHost::script(const std::string& words) { write_file(file_ + ".script", words); }

std::size_t LedgerHost::applied() const {
  std::size_t lines = 0;
  for (const char c : read_file(file_)) lines += c == '\n';
  return lines;
}

NewConnection LedgerHost::ledger(std::string_view token, const std::string& team) {
  NewConnection wanted;
  wanted.plugin = "ledger";
  wanted.fields = {{"file", file_}, {"teams", {team}}};
  wanted.secrets.push_back({"token", Secret(token)});
  return wanted;
}

std::string LedgerHost::connect() {
  const Connected connected = host_->connect("erin", ledger());
  EXPECT_TRUE(connected.usable) << connected.sentence;
  return connected.connection.id;
}

RequesterView LedgerHost::view(const std::string& actor, const std::string& request) {
  auto views = host_->requester(actor, request);
  EXPECT_EQ(views.size(), 1u);
  return std::move(views.at(0));
}

Run LedgerHost::what(const std::string& action, boost::json::object input) const {
  host::Run run;
  run.actor = "erin";
  run.request = "R-1";
  run.action = action;
  run.input = std::move(input);
  run.confirmed = true;
  return run;
}

Ran LedgerHost::run(const std::string& action, boost::json::object input, std::stop_token stop) {
  return host_->run(what(action, std::move(input)), nullptr, std::move(stop));
}

}  // namespace back::host::test
