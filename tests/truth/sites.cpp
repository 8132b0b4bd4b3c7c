#include "sites.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace truth {
namespace {

using okta_emulator::Answer;
using okta_emulator::Request;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kLongerThanAnyCall = 90s;
constexpr std::chrono::milliseconds kUntilCancelled = 600ms;

// Back Demo under another name, and without rate limits that a test of faults would run into.
boost::json::value seed_of(const std::string& name) {
  auto seed = okta_emulator::back_demo_seed();
  auto& organisation = seed.at("organisation").as_object();
  organisation["subdomain"] = name;
  organisation["domain"] = name + ".okta.com";
  boost::json::array buckets{{{"path", "**"}, {"limit", 1'000'000}}};
  seed.as_object()["rate_limits"] = {{"buckets", std::move(buckets)}};
  return seed;
}

}  // namespace

Site::Site(std::string name, std::shared_ptr<const okta_emulator::Clock> clock)
    : name_(std::move(name)),
      clock_(std::move(clock)),
      organisation_(seed_of(name_), clock_),
      okta_(organisation_, *clock_) {
  okta_.begin({});
}

void Site::begin(Schedule schedule, std::stop_source stop) {
  // On a wire whatever has reached the server was sent: who is cancelled then cannot know better.
  for (Fault& fault : schedule.faults)
    if (fault.kind == Kind::cancel_unsent) fault.kind = Kind::cancel_before;
  const std::lock_guard lock(mutex_);
  okta_.begin(schedule);
  stop_ = std::move(stop);
}

void Site::calm() {
  const std::lock_guard lock(mutex_);
  okta_.calm();
}

void Site::look(const std::function<void(const FaultyOkta&)>& at) const {
  const std::lock_guard lock(mutex_);
  at(okta_);
}

Answer Site::handle(const Request& request) {
  Met met;
  std::stop_source stop{std::nostopstate};
  {
    const std::lock_guard lock(mutex_);
    met = okta_.handle(request);
    stop = stop_;
  }
  Answer answer = std::move(met.answer);
  answer.close = met.end != Met::End::answered;
  if (met.end == Met::End::timeout) answer.delay = kLongerThanAnyCall;
  if (met.end == Met::End::cancelled_sent && stop.request_stop()) answer.delay = kUntilCancelled;
  return answer;
}

Sites::Sites(std::size_t count) {
  const auto clock = std::make_shared<okta_emulator::SystemClock>();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    sites_.push_back(std::make_unique<Site>("site-" + std::to_string(i), clock));
    names.push_back(sites_.back()->host());
  }
  server_ = std::make_unique<okta_emulator::Server>(
      [this](const Request& request) { return route(request); }, authority_.issue(names));
}

Answer Sites::route(const Request& request) {
  const std::string_view host = okta_emulator::header(request.headers, "host");
  const auto site = std::find_if(sites_.begin(), sites_.end(),
                                 [&](const auto& each) { return host.starts_with(each->host()); });
  if (site != sites_.end()) return (*site)->handle(request);
  Answer nowhere;
  nowhere.status = 404;
  return nowhere;
}

std::vector<std::string> Sites::connect_to() const {
  std::vector<std::string> entries;
  for (const auto& site : sites_)
    entries.push_back(site->host() + ":443:127.0.0.1:" + std::to_string(server_->port()));
  return entries;
}

}  // namespace truth
