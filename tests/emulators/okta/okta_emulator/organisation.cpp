#include "okta_emulator/organisation.hpp"

#include <boost/json.hpp>

#include "okta_emulator/call.hpp"
#include "okta_emulator/embedded_data.hpp"
#include "okta_emulator/lifecycle.hpp"
#include "okta_emulator/router.hpp"
#include "okta_emulator/seed.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

constexpr std::string_view kScheme = "SSWS ";
constexpr std::chrono::seconds kConcurrencyEstimate{120};  // rec 148: an estimate only

std::string token_hash_of(const Request& request) {
  const std::string_view credential = header(request.headers, "authorization");
  if (!starts_with_text(credential, kScheme)) return {};
  return sha256_hex(credential.substr(kScheme.size()));
}

// Okta knows two refusals: no usable credential at all, and a token that is not (or no longer)
// good.
const Token& authenticate(const State& state, const std::string& token_hash) {
  if (token_hash.empty()) throw Problem("E0000005");
  const Token* token = state.token_by_hash(token_hash);
  if (token == nullptr) throw Problem("E0000011");
  const User* owner = state.user_by_id(token->user);
  if (owner == nullptr || owner->status == Status::deprovisioned) throw Problem("E0000011");
  return *token;
}

std::string base_url(const Request& request, const State& state) {
  const std::string_view host = header(request.headers, "host");
  return "https://" + (host.empty() ? state.organisation.domain : std::string(host));
}

// Documented: Okta's front answers 411 to a POST or PUT that does not say how long its body is.
Answer length_required() {
  Answer answer;
  answer.status = 411;
  answer.headers.emplace_back("content-type", "text/html");
  answer.body = "<html><body><h1>411 Length Required</h1></body></html>\n";
  return answer;
}

JournalEntry journal_entry(const Request& request, const std::string& token_hash, Time now) {
  JournalEntry entry;
  entry.at = now;
  entry.method = request.method;
  entry.target = request.target;
  for (const auto& [name, value] : request.headers) {
    if (!same_text(name, "authorization")) entry.headers.emplace_back(name, value);
  }
  entry.body = request.body;
  entry.token_hash = token_hash;
  return entry;
}

// The headers every recorded answer carries; refusal: the error it is, if it is one of Okta's.
void add_common_headers(Answer& answer, const ErrorText* refusal, Time now, State& state) {
  const Edition& edition = *state.organisation.edition;
  const bool early = refusal != nullptr && refusal->early;
  answer.headers.emplace_back("date", http_date(now));
  answer.headers.emplace_back("server", "nginx");
  if (refusal == nullptr || !refusal->unnumbered) {
    answer.headers.emplace_back("x-okta-request-id", edition.hexadecimal_request_ids
                                                         ? state.ids.request()
                                                         : state.ids.old_request());
  }
  if (!early) {
    answer.headers.emplace_back("cache-control", "no-cache, no-store");
    answer.headers.emplace_back("pragma", "no-cache");
    answer.headers.emplace_back("expires", "0");
  }
  answer.headers.emplace_back("strict-transport-security", "max-age=315360000; includeSubDomains");
  if (answer.body.empty()) return;
  answer.headers.emplace_back("x-content-type-options", "nosniff");
  answer.headers.emplace_back("vary", "Accept-Encoding");
  if (header(answer.headers, "content-type").empty()) {
    answer.headers.emplace_back("content-type", early ? "application/json" : edition.content_type);
  }
}

}  // namespace

Organisation::Organisation(const boost::json::value& seed, std::shared_ptr<const Clock> clock)
    : clock_(std::move(clock)), rates_(default_rate_rules()) {
  restore(seed);
}

Answer Organisation::handle(const Request& request) {
  const std::lock_guard lock(mutex_);
  const std::string token_hash = token_hash_of(request);
  JournalEntry entry = journal_entry(request, token_hash, clock_->now());
  const std::optional<Fault> fault = faults_.meet(request.method, request.target);
  Outcome outcome = under_fault(request, token_hash, fault ? &*fault : nullptr);
  add_common_headers(outcome.answer, outcome.refusal, clock_->now(), state_);
  entry.applied = outcome.applied;
  entry.status = outcome.answer.close ? 0 : outcome.answer.status;
  if (fault) entry.fault = effect_name(fault->effect);
  journal_.add(std::move(entry));
  return std::move(outcome.answer);
}

Organisation::Outcome Organisation::under_fault(const Request& request,
                                                const std::string& token_hash, const Fault* fault) {
  using Effect = Fault::Effect;
  Outcome outcome;
  const Effect effect = fault == nullptr ? Effect::none : fault->effect;
  const bool limited = effect == Effect::rate_limit || effect == Effect::concurrency_limit;
  outcome.applied =
      !limited && effect != Effect::close_before && !(effect == Effect::answer && !fault->applied);
  if (outcome.applied) outcome.answer = dispatch(request, token_hash, fault, outcome.refusal);
  if (fault == nullptr) return outcome;
  if (effect == Effect::answer) {
    outcome.answer = fault->answer;
    outcome.refusal = nullptr;
  }
  if (limited) {
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    const bool concurrency = effect == Effect::concurrency_limit;
    RateAnswer rate = rates_.exhausted(
        request.method, path, clock_->now(),
        concurrency ? kConcurrencyEstimate : std::chrono::seconds(fault->reset_after));
    if (concurrency) rate.limit = 0;
    outcome.refusal = &error_text("E0000047");
    outcome.answer = error_answer(Problem("E0000047"), state_.ids);
    add_rate_headers(outcome.answer, rate);
  }
  outcome.answer.close = effect == Effect::close_before || effect == Effect::close_after;
  outcome.answer.delay = fault->delay;
  return outcome;
}

Answer Organisation::dispatch(const Request& request, const std::string& token_hash,
                              const Fault* fault, const ErrorText*& refusal) {
  if (!request.length_given) return length_required();
  const Time now = clock_->now();
  std::optional<RateAnswer> rate;
  Answer answer;
  try {
    const auto target = parse_target(request.target);
    if (!target) throw Problem("E0000001", "RequestParams", {"The request target is malformed."});
    Match match = find_route(request.method, target->segments);
    Call call{state_, request, *target, std::chrono::floor<std::chrono::seconds>(now),
              base_url(request, state_)};
    const bool is_public = match.route != nullptr && match.route->is_public;
    if (!is_public) {
      if (state_.organisation.edition->refusals_are_counted) {
        rate = rates_.count(request.method, target->path, token_hash, now);
      }
      call.token = &authenticate(state_, token_hash);
      call.capabilities = capabilities_of(state_, *state_.user_by_id(call.token->user));
    }
    if (match.route == nullptr) throw Problem(match.path_known ? "E0000022" : "E0000008");
    if (!rate) rate = rates_.count(request.method, target->path, token_hash, now);
    if (rate->refused) throw Problem("E0000047");
    if (match.route->capability != Capability::none && !call.may(match.route->capability)) {
      throw Problem("E0000006");
    }
    if (fault != nullptr && fault->effect == Fault::Effect::transition) {
      call.hold = {true, fault->reads};
    }
    call.captures = std::move(match.captures);
    answer = match.route->endpoint(call);
  } catch (const Problem& problem) {
    refusal = &error_text(problem.code);
    answer = error_answer(problem, state_.ids);
  }
  if (rate) add_rate_headers(answer, *rate);
  return answer;
}

std::optional<User> Organisation::user(std::string_view id_or_login) const {
  const std::lock_guard lock(mutex_);
  const User* found = state_.find_user(id_or_login);
  return found == nullptr ? std::nullopt : std::optional<User>(*found);
}

Profile Organisation::profile() const {
  const std::lock_guard lock(mutex_);
  return state_.organisation;
}

void Organisation::read(const std::function<void(const State&)>& look) const {
  const std::lock_guard lock(mutex_);
  look(state_);
}

void Organisation::change(const std::function<void(State&)>& act) {
  const std::lock_guard lock(mutex_);
  act(state_);
}

bool Organisation::settle(std::string_view id_or_login) {
  const std::lock_guard lock(mutex_);
  User* found = state_.find_user(id_or_login);
  if (found == nullptr || !found->transition) return false;
  okta_emulator::settle(*found, clock_->now());
  return true;
}

std::int64_t Organisation::add_fault(Fault fault) {
  const std::lock_guard lock(mutex_);
  return faults_.add(std::move(fault));
}

void Organisation::clear_faults() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

std::vector<Fault> Organisation::faults() const {
  const std::lock_guard lock(mutex_);
  return faults_.pending();
}

std::deque<JournalEntry> Organisation::journal() const {
  const std::lock_guard lock(mutex_);
  return journal_.entries();
}

void Organisation::clear_journal() {
  const std::lock_guard lock(mutex_);
  journal_.clear();
}

boost::json::object Organisation::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_json(state_, rates_.rules());
}

void Organisation::restore(const boost::json::value& seed_or_snapshot) {
  Seed seed = parse_seed(seed_or_snapshot);
  const std::lock_guard lock(mutex_);
  state_ = std::move(seed.state);
  rates_ = RateLimiter(std::move(seed.rates));
}

boost::json::value back_demo_seed() { return boost::json::parse(kBackDemoJson); }

}  // namespace okta_emulator
