#include "sdk/call.hpp"

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/serialize.hpp>

#include "json/strict_json.hpp"
#include "sdk/failure.hpp"

namespace back::sdk {
namespace {

constexpr std::size_t kUsualContext = 8192;

boost::json::object parse_object(const Host& host, back_text given, const char* what,
                                 boost::json::storage_ptr memory = {}) {
  const json::Limits limits{.max_bytes = host.max_output(), .max_depth = host.max_depth()};
  try {
    boost::json::value value = json::parse(view(given), limits, std::move(memory));
    if (value.is_object()) return std::move(value.get_object());
  } catch (const json::JsonError& error) {
    throw Failure(BACK_INVALID_INPUT,
                  std::string("The ") + what + " of this call is not valid: " + error.what());
  }
  throw Failure(BACK_INVALID_INPUT,
                std::string("The ") + what + " of this call must be a JSON object.");
}

contract::Context context_of(const Host& host, back_text text) {
  std::array<unsigned char, kUsualContext> room;  // left as it is: writing it would cost
  boost::json::monotonic_resource memory(room.data(), room.size());
  boost::json::value given(parse_object(host, text, "context", &memory), &memory);
  try {
    return contract::read_context(given);
  } catch (const contract::Invalid& invalid) {
    throw Failure(BACK_INVALID_INPUT,
                  std::string("The context of this call is not valid: ") + invalid.what());
  }
}

}  // namespace

Call::Call(const Host& host, back_call* call, loop::Clock::time_point deadline)
    : host_(host),
      call_(call),
      deadline_(deadline),
      input_(parse_object(host, call->input, "input")),
      context_(context_of(host, call->context)) {}

Interrupted Call::interrupted() const {
  const auto* action = input_.if_contains("action");
  const auto* input = input_.if_contains("input");
  const auto* note = input_.if_contains("note");
  const bool fits = action && action->is_string() && input && input->is_object() && note &&
                    (note->is_object() || note->is_null());
  if (!fits)
    throw Failure(BACK_INVALID_INPUT,
                  "A settle call needs action, input and note; the host gave something else.");
  Interrupted found{std::string(action->get_string()), input->get_object(), std::nullopt};
  if (note->is_object()) found.note = note->get_object();
  return found;
}

void Call::progress(std::string_view sentence, double fraction) {
  call_->progress(call_, fraction, text(sentence));
}

void Call::proceed() {
  if (note_kept_) note_kept_->set();
}

loop::Task<> Call::intent(boost::json::object note) {
  if (call_->kind != BACK_KIND_EXECUTE)
    throw Failure(
        BACK_INTERNAL,
        "The plugin tried to change something while it was only asked to read; nothing was sent.");
  const std::string kept = boost::json::serialize(note);
  if (kept.size() > host_.max_note())
    throw Failure(BACK_INTERNAL,
                  "The note about this change is larger than the host keeps; nothing was sent.");
  note_kept_
      .emplace();  // before the question: the answer "wait" may be followed by proceed at once
  std::int32_t answer = call_->intent(call_, text(kept));
  if (answer == BACK_WAIT) {
    co_await note_kept_->wait();
    answer = BACK_PROCEED;
  }
  note_kept_.reset();
  const bool cancelled = co_await loop::is_cancelled();
  if (cancelled && answer == BACK_PROCEED) answer = BACK_STOP;
  if (answer == BACK_PROCEED) {
    granted_ = std::move(note);
    co_return;
  }
  if (call_->is_cancelled(call_) != 0) throw loop::Cancelled();
  throw Failure(
      BACK_UNAVAILABLE,
      "Back could not record this change before making it, so nothing was sent. Try again.");
}

}  // namespace back::sdk
