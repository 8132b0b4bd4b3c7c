// How an organisation answers: who asks, what a fault makes of it, the endpoint, the common headers,
// the journal.
#include <boost/json.hpp>

#include "okta_emulator/access.hpp"
#include "okta_emulator/call.hpp"
#include "okta_emulator/exchange_log.hpp"
#include "okta_emulator/log_writing.hpp"
#include "okta_emulator/organisation.hpp"
#include "okta_emulator/router.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

constexpr std::string_view kScheme = "SSWS ";

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

JournalEntry journal_entry(Request&& request, const std::string& token_hash, Time now) {
  JournalEntry entry;
  entry.at = now;
  entry.method = std::move(request.method);
  entry.target = std::move(request.target);
  entry.headers = std::move(request.headers);
  std::erase_if(entry.headers,
                [](const auto& each) { return same_text(each.first, "authorization"); });
  entry.body = std::move(request.body);
  entry.token_hash = token_hash;
  return entry;
}

std::string_view path_of(const Request& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

bool only_reads(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

// Not what a test, a portal or a broken server says in its place.
bool is_own_answer(const std::optional<Fault>& fault) {
  using Effect = Fault::Effect;
  return !fault || (fault->effect != Effect::answer && fault->effect != Effect::spoil &&
                    fault->effect != Effect::close_before);
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

Answer Organisation::handle(Request request) {
  const std::lock_guard lock(mutex_);
  const Time now = clock_->now();
  const std::string token_hash = token_hash_of(request);
  const std::optional<Fault> fault = faults_.meet(request.method, request.target);
  Outcome outcome;
  if (fault) {
    outcome = under_fault(request, token_hash, *fault, now);
  } else {
    outcome.applied = true;
    outcome.answer = dispatch(request, token_hash, nullptr, outcome.refusal);
  }
  add_common_headers(outcome.answer, outcome.refusal, now, state_);
  log_exchange({request, request.length_given && is_own_answer(fault) ? &outcome.answer : nullptr,
                state_.organisation.edition->name});
  JournalEntry entry = journal_entry(std::move(request), token_hash, now);
  if (fault) {
    spoil(outcome.answer, fault->content, fault->size);
    entry.fault = effect_name(fault->effect);
  }
  entry.applied = outcome.applied;
  entry.status = outcome.answer.close ? 0 : outcome.answer.status;
  journal_.add(std::move(entry));
  return std::move(outcome.answer);
}

Organisation::Outcome Organisation::under_fault(const Request& request,
                                                const std::string& token_hash, const Fault& fault,
                                                Time now) {
  using Effect = Fault::Effect;
  const Effect effect = fault.effect;
  const bool limited = effect == Effect::rate_limit || effect == Effect::concurrency_limit;
  const bool may_come_before = effect == Effect::answer || effect == Effect::spoil;
  Outcome outcome;
  outcome.applied =
      !limited && effect != Effect::close_before && !(may_come_before && !fault.applied);
  if (outcome.applied) outcome.answer = dispatch(request, token_hash, &fault, outcome.refusal);
  if (effect == Effect::answer) {
    outcome.answer = fault.answer;
    outcome.refusal = nullptr;
  } else if (effect == Effect::spoil && !fault.applied) {
    outcome.answer = would_answer(request, token_hash, outcome.refusal);
  } else if (limited) {
    const RateAnswer rate = effect == Effect::concurrency_limit
                                ? RateLimiter::too_many_at_once(now)
                                : rates_.exhausted(request.method, path_of(request), now,
                                                   std::chrono::seconds(fault.reset_after));
    outcome.refusal = &error_text("E0000047");
    outcome.answer = error_answer(Problem("E0000047"), state_.ids);
    add_rate_headers(outcome.answer, rate);
  }
  outcome.answer.wire = fault.wire;
  outcome.answer.close =
      effect == Effect::close_before || effect == Effect::close_after || fault.wire.breaks();
  outcome.answer.delay = fault.delay;
  return outcome;
}

// What the request would be answered if it were applied.
Answer Organisation::would_answer(const Request& request, const std::string& token_hash,
                                  const ErrorText*& refusal) {
  State truth = state_;
  const Replica replica = replica_;
  Answer answer = dispatch(request, token_hash, nullptr, refusal);
  truth.ids = state_.ids;
  state_ = std::move(truth);
  replica_ = replica;
  return answer;
}

// The endpoint, for readers and writers behind the truth where a fault or the organisation says so.
Answer Organisation::carry_out(Call& call, Answer (*endpoint)(Call&), const Fault* fault,
                               Time now) {
  if (only_reads(call.request)) {
    if (replica_.empty()) return endpoint(call);
    const Replica::View view(replica_, state_, call.target, now);
    return endpoint(call);
  }
  using Effect = Fault::Effect;
  const Effect effect = fault == nullptr ? Effect::none : fault->effect;
  const bool lags = effect == Effect::lag || effect == Effect::search_lag;
  if (!lags && !consistency_.any()) return endpoint(call);
  const Replica::Change change = Replica::about_to_change(state_, call.target);
  Answer answer = endpoint(call);
  const auto remember = [&](Lag lag, Reader reader) {
    if (lag.any()) replica_.changed(change, answer, lag, reader, now);
  };
  if (lags) {
    remember({fault->reads, fault->lag}, effect == Effect::lag ? Reader::everyone : Reader::search);
  }
  remember(consistency_.reads, Reader::everyone);
  remember({0, consistency_.search_lag}, Reader::search);
  return answer;
}

Answer Organisation::dispatch(const Request& request, const std::string& token_hash,
                              const Fault* fault, const ErrorText*& refusal) {
  if (!request.length_given) return length_required();
  const Time now = clock_->now();
  std::optional<RateAnswer> rate;
  std::shared_ptr<const void> under_way;
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
    if (rates_.rules().enforced && (under_way = rates_.enter()) == nullptr) {
      rate = RateLimiter::too_many_at_once(now);
    }
    if (!rate) rate = rates_.count(request.method, target->path, token_hash, now);
    if (rate->refused) throw Problem("E0000047");
    if (match.route->capability != Capability::none && !call.may(match.route->capability)) {
      throw Problem("E0000006");
    }
    if (fault != nullptr && fault->effect == Fault::Effect::transition) {
      call.hold = {true, fault->reads};
    }
    call.captures = std::move(match.captures);
    call.instant = now;
    call.token_percent = rates_.rules().token_percent;
    name_targets(call, *match.route);
    answer = carry_out(call, match.route->endpoint, fault, now);
    write_event(call, *match.route);
  } catch (const Problem& problem) {
    refusal = &error_text(problem.code);
    answer = error_answer(problem, state_.ids);
  }
  if (!state_.marked.empty()) settle_access(state_, now);
  if (rate) add_rate_headers(answer, *rate);
  answer.under_way = std::move(under_way);
  return answer;
}

}  // namespace okta_emulator
