#include "okta/challenge/verification.hpp"

#include "json/strict_json.hpp"
#include "loop/shielded.hpp"
#include "okta/change/story.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

using namespace std::chrono_literals;
using back::sdk::Failure;
using back::sdk::Reply;

constexpr auto kPause = 4s;    // Okta's own pages look no more often
constexpr auto kReserve = 8s;  // of the call, to take the push back and to tell
constexpr auto kToWithdraw = 5s;
constexpr int kMostFailures = 3;  // in a row
constexpr int kBadRequest = 400;

std::vector<const Factor*> phones(const Situation& now) {
  std::vector<const Factor*> list;
  for (const Factor& each : *now.factors.value) {
    if (each.can_push()) list.push_back(&each);
  }
  return list;
}

// The one that was chosen, or the only one; nullptr: none, or nobody has chosen among several.
const Factor* phone_in(const Situation& now, std::string_view chosen) {
  const auto list = phones(now);
  if (chosen.empty()) return list.size() == 1 ? list.front() : nullptr;
  const auto found = std::find_if(list.begin(), list.end(),
                                  [=](const Factor* each) { return each->id.text() == chosen; });
  return found == list.end() ? nullptr : *found;
}

Reason no_phone(const Situation& now) {
  std::vector<std::string> names;
  for (const Factor* each : phones(now)) names.push_back(each->name);
  return {"choose_phone", "It has to be said which phone is asked: " + listed(names) + '.',
          "Choose one."};
}

Story story_with(Outcome outcome, std::string_view code, std::string because) {
  Story story;
  story.outcome = outcome;
  story.changed = Changed::no;
  story.code = code;
  story.because = std::move(because);
  return story;
}

// The request itself came to nothing.
Story not_sent(const Sent& sent) {
  const bool refused = sent.kind == Sent::Kind::rejected;
  Story story = story_with(refused ? Outcome::refused : Outcome::failed, sent.code, sent.sentence);
  if (sent.kind == Sent::Kind::uncertain)
    story.because += " A push may be on the phone, but its answer cannot be asked for.";
  return story;
}

std::string remark_on(const Push& push, const Factor& factor) {
  if (push.number)
    return "The right number was chosen in " + factor.name +
           ", so the caller heard it and holds the phone.";
  return "Okta sent a push without a number to " + factor.name +
         ": whoever holds the phone could approve it without being the caller.";
}

}  // namespace

Verification::Verification(back::sdk::Call& call, const Access& access, const Action& action,
                           back::http::Scope& scope)
    : call_(call),
      access_(access),
      action_(action),
      scope_(scope),
      client_(access.transport, access.origin, scope),
      approach_(call, access, scope, client_) {}

Task<Reply> Verification::run() {
  const auto tell = [this](Story story) {
    if (approach_.found()) story.before = story.after = Snapshot::of(approach_.now());
    story.request_ids = request_ids_;
    return Reply{told(action_, story), {}};
  };
  const auto ended = co_await approach_.read(true);
  if (ended) co_return tell(refusal(*ended));
  if (const auto reason = approach_.not_allowed(action_.needs)) co_return tell(refusal(*reason));
  factor_ = phone_in(approach_.now(), back::json::string_at(call_.input(), "phone").value_or(""));
  if (factor_ == nullptr) co_return tell(refusal(no_phone(approach_.now())));

  call_.progress(action_.words.doing);
  const SentPush made = co_await send_as_well_as_it_goes();
  if (!made.push) co_return tell(not_sent(made.sent));
  const Ended end = co_await follow(*made.push);
  const EndingRow& row = row_of(end.ending);
  Story story = story_with(row.outcome, row.code, std::string(row.because) + end.because);
  if (end.ending == Ending::approved) story.remarks.push_back(remark_on(*made.push, *factor_));
  co_return tell(std::move(story));
}

Task<SentPush> Verification::send(bool with_number) {
  const Snapshot before = Snapshot::of(approach_.now());
  boost::json::object note{{"step", with_number ? "verify_push" : "verify_push without a number"},
                           {"target", before.account},
                           {"before", before.to_json()}};
  const auto request = [this, with_number]() {
    return client_.send_push(approach_.account(), factor_->id, with_number);
  };
  SentPush made = co_await call_.change(std::move(note), request);
  if (!made.sent.request_id.empty()) request_ids_.push_back(made.sent.request_id);
  co_return made;
}

// Okta says no to a number where it cannot do that: then nothing was sent, and a plain push is.
Task<SentPush> Verification::send_as_well_as_it_goes() {
  SentPush made = co_await send(true);
  const bool no_numbers = made.sent.kind == Sent::Kind::rejected && made.sent.error &&
                          made.sent.error->http_status == kBadRequest;
  if (no_numbers) made = co_await send(false);
  co_return made;
}

// The number stands here and nowhere else: hosts show progress, and keep it nowhere.
std::string Verification::request_to_caller(const Push& push) const {
  if (push.number)
    return "Ask the caller to choose the number " + std::to_string(*push.number) + " in " +
           factor_->name;
  return "Ask the caller to approve the push in " + factor_->name;
}

bool Verification::is_over(const Push& push) const {
  const bool expired = push.expires && client_.okta_time() && *client_.okta_time() > *push.expires;
  const bool no_time = scope_.deadline != back::loop::kNever &&
                       access_.time.now() + kPause + kReserve > scope_.deadline;
  return expired || no_time;
}

// Throws Cancelled.
Task<Verification::Ended> Verification::wait_for_answer(const Push& push) {
  int failures = 0;
  while (!is_over(push)) {
    call_.progress(request_to_caller(push));
    co_await access_.time.sleep_until(access_.time.now() + kPause);
    PushResult result = PushResult::waiting;
    std::string failure;
    try {
      result = co_await client_.push_result(approach_.account(), factor_->id, push.id);
    } catch (const Failure& thrown) {
      if (thrown.status() == BACK_CANCELLED) throw back::loop::Cancelled();
      failure = thrown.person();
    }
    failures = failure.empty() ? 0 : failures + 1;
    if (failures == kMostFailures) co_return Ended{Ending::unanswered, ' ' + failure};
    if (result == PushResult::approved) co_return Ended{Ending::approved};
    if (result == PushResult::rejected) co_return Ended{Ending::rejected};
    if (result == PushResult::timed_out) co_return Ended{Ending::timed_out};
    if (result == PushResult::unknown) co_return Ended{Ending::unanswered};
  }
  co_return Ended{Ending::timed_out};
}

// What was not answered is taken back, so that nobody approves it later.
Task<Verification::Ended> Verification::follow(const Push& push) {
  Ended end;
  try {
    end = co_await wait_for_answer(push);
  } catch (const back::loop::Cancelled&) {
    end.ending = Ending::cancelled;
  }
  if (end.ending == Ending::approved || end.ending == Ending::rejected) co_return end;
  const bool withdrawn = co_await withdraw(push);
  if (!withdrawn && end.ending == Ending::cancelled)
    end.because = " The push could not be taken back; it ends by itself in a few minutes.";
  co_return end;
}

Task<bool> Verification::withdraw(const Push& push) {
  back::http::Scope scope;
  scope.deadline = access_.time.now() + kToWithdraw;
  scope.correlation = scope_.correlation;
  Client client(access_.transport, access_.origin, scope);
  bool withdrawn = false;
  const auto work = [&]() -> Task<> {
    try {
      const Sent sent = co_await client.withdraw_push(approach_.account(), factor_->id, push.id);
      withdrawn = sent.kind == Sent::Kind::accepted;
    } catch (const back::loop::Cancelled&) {
    }
  };
  co_await back::loop::shielded(work());
  co_return withdrawn;
}

}  // namespace okta
