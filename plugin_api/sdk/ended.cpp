#include "sdk/ended.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <new>
#include <typeinfo>

#include "sdk/failure.hpp"

namespace back::sdk {
namespace {

Ended plain(std::int32_t status, const char* person) {
  Ended ended;
  ended.status = status;
  ended.person = person;
  return ended;
}

// This is the one place where exceptions of a plugin stop.
Ended translate(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Failure& failure) {
    Ended ended = plain(failure.status(), failure.person().c_str());
    ended.operator_text = failure.operator_text();
    if (!failure.details().empty()) ended.details = boost::json::serialize(failure.details());
    return ended;
  } catch (const loop::Cancelled&) {
    return plain(BACK_CANCELLED, "The call was cancelled before anything was changed.");
  } catch (const std::bad_alloc&) {
    return plain(BACK_OUT_OF_MEMORY, "There was not enough memory for this call. Try again later.");
  } catch (const std::exception& defect) {
    // Never its text: it may hold paths, or what an outside source sent.
    Ended ended = plain(
        BACK_INTERNAL, "The integration failed because of a defect in it. Tell whoever runs Back.");
    ended.operator_text = std::string("unexpected exception of type ") + typeid(defect).name();
    return ended;
  } catch (...) {
    Ended ended = plain(
        BACK_INTERNAL, "The integration failed because of a defect in it. Tell whoever runs Back.");
    ended.operator_text = "unexpected exception of an unknown type";
    return ended;
  }
}

std::string string_or(const boost::json::object& object, std::string_view key,
                      std::string_view fallback) {
  const auto* found = object.if_contains(key);
  return std::string(found && found->is_string() ? std::string_view(found->get_string())
                                                 : fallback);
}

}  // namespace

Ended ended(Reply reply, std::size_t max_output) {
  Ended ended;
  ended.output = boost::json::serialize(reply.output);
  if (ended.output.size() > max_output)
    return plain(BACK_UPSTREAM_ERROR, "The answer is larger than Back accepts.");
  ended.secrets = std::move(reply.secrets);
  return ended;
}

Ended ended(const std::exception_ptr& exception) noexcept {
  try {
    return translate(exception);
  } catch (...) {
    Ended ended;
    ended.status = BACK_OUT_OF_MEMORY;
    return ended;
  }
}

Ended ended_in_doubt(const boost::json::object& note, const std::exception_ptr& exception) {
  const Ended reason = translate(exception);
  const std::string step = string_or(note, "step", "change");
  boost::json::object output;
  output["outcome"] = "unknown";
  output["changed"] = nullptr;
  output["code"] = reason.status == BACK_CANCELLED ? "cancelled" : "interrupted";
  output["summary"] = "It is not known whether the step \"" + step + "\" took effect.";
  output["evidence"] = "The step \"" + step + "\" on " + string_or(note, "target", "the account") +
                       " may have been sent before the call was interrupted. " + reason.person;
  output["before"] = boost::json::array();
  output["after"] = boost::json::array();
  output["request_ids"] = boost::json::array();
  Ended ended;
  ended.output = boost::json::serialize(output);
  ended.operator_text = reason.operator_text;
  return ended;
}

ResultView::ResultView(const Ended& ended) noexcept {
  result_.size = sizeof(back_result);
  result_.status = ended.status;
  result_.output = text(ended.output);
  result_.person = text(ended.person);
  if (ended.status != BACK_OK && ended.person.empty())
    result_.person = text("There was not enough memory for this call.");
  result_.operator_text = text(ended.operator_text);
  result_.details = text(ended.details);
  try {
    for (const auto& secret : ended.secrets)
      secrets_.push_back({text(secret.field), text(secret.value.reveal())});
  } catch (const std::bad_alloc&) {
    secrets_.clear();
  }
  result_.secrets = secrets_.data();
  result_.secret_count = secrets_.size();
}

}  // namespace back::sdk
