#include "faulty_okta.hpp"

#include <algorithm>

namespace truth {
namespace {

using namespace std::chrono_literals;
using okta_emulator::Answer;
using okta_emulator::Request;
using okta_emulator::User;
using End = Met::End;

// A server error, a gateway's page and so on: what comes back instead of Okta's answer.
struct Instead {
  int status;
  std::string_view type, body;
};

constexpr std::chrono::seconds kLongestLag{30};
constexpr int kAll = 1'000'000;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html";

std::optional<Instead> instead_of(Kind kind) {
  switch (kind) {
    case Kind::status_500_before:
    case Kind::status_500_after:
      return Instead{500, kJson,
                     R"({"errorCode":"E0000009","errorSummary":"Internal Server Error"})"};
    case Kind::status_502_before:
    case Kind::status_502_after:
      return Instead{502, kHtml, "<html>Bad gateway</html>"};
    case Kind::status_503_before:
    case Kind::status_503_after:
      return Instead{503, kJson, R"({"errorCode":"E0000010","errorSummary":"Read only mode"})"};
    case Kind::status_504_before:
    case Kind::status_504_after:
      return Instead{504, kHtml, ""};
    case Kind::html_before:
    case Kind::html_after:
      return Instead{200, kHtml, "<html>Sign in to the hotel's network</html>"};
    case Kind::empty_before:
    case Kind::empty_after:
      return Instead{200, kJson, ""};
    case Kind::truncated_before:
    case Kind::truncated_after:
      return Instead{200, kJson, R"({"activationUrl":"https://back-demo.ok)"};
    case Kind::redirect_before:
    case Kind::redirect_after:
      return Instead{302, kHtml, ""};
    case Kind::proxy_before:
    case Kind::proxy_after:
      return Instead{403, kHtml, "<html>Blocked by policy</html>"};
    default:
      return std::nullopt;
  }
}

bool is_applied(Kind kind) { return name_of(kind).ends_with("_after"); }

End end_of(Kind kind) {
  switch (kind) {
    case Kind::lost_before:
    case Kind::lost_after:
      return End::lost;
    case Kind::timeout_before:
    case Kind::timeout_after:
      return End::timeout;
    case Kind::cancel_unsent:
      return End::cancelled_unsent;
    case Kind::cancel_before:
    case Kind::cancel_after:
      return End::cancelled_sent;
    default:
      return End::answered;
  }
}

bool is_change(const Request& request) { return request.method != "GET"; }

// "/api/v1/apps/<app>/users/..."
std::string app_in(std::string_view target) {
  target.remove_prefix(std::string_view("/api/v1/apps/").size());
  return std::string(target.substr(0, target.find('/')));
}

}  // namespace

FaultyOkta::FaultyOkta(okta_emulator::Organisation& organisation, const okta_emulator::Clock& clock)
    : organisation_(organisation), clock_(clock) {
  for (const Subject& subject : subjects()) {
    Person person = person_in(organisation_, subject.login);
    if (subject.prepare != nullptr) subject.prepare(person);
    seeded_.push_back(std::move(person));
  }
}

void FaultyOkta::begin(const Schedule& schedule) {
  schedule_ = schedule;
  subject_ = &subjects()[schedule.subject];
  before_ = seeded_[schedule.subject];
  put(organisation_, before_);
  organisation_.clear_journal();
  organisation_.clear_faults();
  if (subject_->works_on) {
    okta_emulator::Fault slow;
    slow.method = "POST";
    slow.count = -1;
    slow.effect = okta_emulator::Fault::Effect::transition;
    slow.reads = 3;
    organisation_.add_fault(std::move(slow));
  }
  old_.reset();
  look_ = {};
  facts_ = {};
}

void FaultyOkta::calm() {
  schedule_.faults.clear();
  old_.reset();
}

Person FaultyOkta::now() const { return person_in(organisation_, before_.id); }

Met FaultyOkta::handle(const Request& request) {
  const int position = facts_.requests++;
  note_asked(request);
  const auto fault = std::find_if(
      schedule_.faults.begin(), schedule_.faults.end(),
      [&](const Fault& each) { return !is_lag(each.kind) && each.position == position; });
  if (fault != schedule_.faults.end()) {
    ++facts_.faults_met;
    return under(fault->kind, request);
  }
  arrived(request);
  Met met;
  met.answer = is_change(request) ? change(request) : read(request);
  note_delivered(request, met.answer);
  return met;
}

Met FaultyOkta::under(Kind kind, const Request& request) {
  Met met;
  met.end = end_of(kind);
  const bool cancelled = met.end == End::cancelled_unsent || met.end == End::cancelled_sent;
  if (cancelled) {
    stale_until_ = std::min(stale_until_, clock_.now() + kLongestLag);
    look_.failed = true;  // whatever it was reading, nobody looks at any more
  }
  if (met.end == End::cancelled_unsent) return met;
  if (kind == Kind::rate_limit || kind == Kind::concurrency_limit) {
    met.answer = too_many(kind == Kind::concurrency_limit);
    return met;
  }
  arrived(request);
  if (is_applied(kind)) {
    if (is_change(request))
      change(request);
    else
      read(request);
  }
  const auto instead = instead_of(kind);
  if (!instead) return met;
  if (instead->status < 500 && !is_change(request)) note_look(request, false);
  met.answer.status = instead->status;
  met.answer.body = instead->body;
  met.answer.headers = {{"content-type", std::string(instead->type)},
                        {"date", okta_emulator::http_date(clock_.now())}};
  if (instead->status == 302)
    met.answer.headers.emplace_back("location", "https://elsewhere.example/");
  return met;
}

void FaultyOkta::arrived(const Request& request) {
  if (!is_change(request)) return;
  ++facts_.arrived_changes;
  facts_.fresh_looks = 0;
  facts_.looks_at_app.clear();
  look_ = {};
  facts_.last_change = clock_.now();
}

void FaultyOkta::note_wait(const Request& request) {
  if (is_change(request)) facts_.last_change = std::max(facts_.last_change, clock_.now());
}

Answer FaultyOkta::change(const Request& request) {
  const Person was = now();
  Answer answer = organisation_.handle(request);
  if (answer.status >= 300) return answer;
  ++facts_.applied_changes;
  for (const Fault& fault : schedule_.faults) {
    if (!is_lag(fault.kind) || lags()) continue;
    old_ = was;
    for_an_hour_ = fault.kind == Kind::lag_of_an_hour;
    stale_reads_left_ = fault.kind == Kind::lag_reads ? fault.amount : kAll;
    const bool by_time = fault.kind == Kind::lag_seconds;
    stale_until_ = clock_.now() + (by_time ? std::chrono::seconds(fault.amount) : kLongestLag);
  }
  return answer;
}

bool FaultyOkta::lags() const {
  return old_ && stale_reads_left_ > 0 && clock_.now() < stale_until_;
}

bool FaultyOkta::is_about_user(const Request& request) const {
  return request.target == "/api/v1/users/" + before_.id;
}
bool FaultyOkta::is_about_factors(const Request& request) const {
  return request.target == "/api/v1/users/" + before_.id + "/factors";
}

bool FaultyOkta::is_about_memberships(const Request& request) const {
  if (subject_->about == Subject::About::groups)
    return request.target.starts_with("/api/v1/users/" + before_.id + "/groups");
  return request.target.starts_with("/api/v1/apps/") &&
         request.target.ends_with("/users/" + before_.id);
}
bool FaultyOkta::is_look(const Request& request) const {
  if (subject_->about != Subject::About::account) return is_about_memberships(request);
  return is_about_user(request) || is_about_factors(request);
}

Answer FaultyOkta::read(const Request& request) {
  read_was_stale_ = lags() && is_look(request);
  if (!read_was_stale_) return organisation_.handle(request);
  --stale_reads_left_;
  ++facts_.faults_met;
  const Person real = now();
  put(organisation_, *old_);
  Answer answer = organisation_.handle(request);
  put(organisation_, real);
  return answer;
}

void FaultyOkta::note_delivered(const Request& request, const Answer& answer) {
  if (answer.status >= 300) return;
  if (is_change(request)) {
    facts_.yes_delivered = true;
    if (for_an_hour_) stale_until_ = clock_.now() + 1h;
  } else if (!read_was_stale_) {
    note_look(request, true);
  }
}

// A look begins with the user and may go on with his factors.
void FaultyOkta::note_asked(const Request& request) {
  if (subject_->about != Subject::About::account) {
    if (is_about_memberships(request)) look_.begun = clock_.now();
    return;
  }
  if (is_about_user(request) && (look_.user || look_.failed)) look_ = {};
  if (is_about_user(request) || is_about_factors(request))
    look_.begun = look_.begun.value_or(clock_.now());
}

// What is not asked again after a nonsensical answer to one of the two makes the look fail.
void FaultyOkta::note_look(const Request& request, bool delivered) {
  if (subject_->about != Subject::About::account) {
    if (!delivered || !is_about_memberships(request)) return;
    ++facts_.fresh_looks;
    facts_.last_look = *look_.begun;
    if (subject_->about == Subject::About::apps) {
      auto& looks = facts_.looks_at_app[app_in(request.target)];
      ++looks.fresh;
      looks.last = *look_.begun;
    }
    return;
  }
  const bool user = is_about_user(request);
  if (!user && !is_about_factors(request)) return;
  if (!delivered) look_.failed = true;
  (user ? look_.user : look_.factors) = true;
  const bool whole = look_.user && (look_.factors || !subject_->about_factors);
  if (!whole || look_.failed) return;
  ++facts_.fresh_looks;
  facts_.last_look = *look_.begun;
  look_ = {};
}

// A 429 was not carried out: documented, and recorded for both kinds.
Answer FaultyOkta::too_many(bool concurrency) const {
  Answer answer;
  answer.status = 429;
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
  const auto reset = now.time_since_epoch() + std::chrono::seconds(concurrency ? 120 : 12);
  answer.headers = {{"content-type", std::string(kJson)},
                    {"date", okta_emulator::http_date(clock_.now())},
                    {"x-rate-limit-limit", concurrency ? "0" : "600"},
                    {"x-rate-limit-remaining", "0"},
                    {"x-rate-limit-reset", std::to_string(reset.count())}};
  answer.body = R"({"errorCode":"E0000047","errorSummary":"API call exceeded rate limit"})";
  return answer;
}

}  // namespace truth
