#include "okta/client/answered.hpp"

namespace okta {

using back::http::NoResponse;
using back::http::Response;

Sent without_answer(const NoResponse& none) {
  Sent sent;
  sent.kind = none.may_have_arrived() ? Sent::Kind::uncertain : Sent::Kind::not_sent;
  sent.sentence = none.sentence();
  if (none.reason() == NoResponse::Reason::cancelled) {
    sent.code = "cancelled";
  } else {
    sent.code = none.may_have_arrived() ? "lost_answer" : "unreachable";
  }
  return sent;
}

Sent with_error(const Response& response) {
  Sent sent;
  sent.error = read_error(response);
  sent.request_id = sent.error->request_id;
  sent.sentence = sent.error->sentence();
  if (response.status == 429) {
    sent.kind = Sent::Kind::not_sent;
  } else {
    sent.kind = sent.error->surely_not_applied() ? Sent::Kind::rejected : Sent::Kind::uncertain;
  }
  sent.code = sent.kind == Sent::Kind::uncertain ? "lost_answer"
                                                 : std::string(sent.error->meaning->outcome_code);
  // An earlier attempt of the same request may have been executed, whatever became of this one.
  if (response.repeated) sent.kind = Sent::Kind::uncertain;
  return sent;
}

Sent with_nonsense(const Response& response) {
  Sent sent;
  sent.kind = Sent::Kind::uncertain;
  sent.request_id = request_id_of(response);
  sent.code = "lost_answer";
  sent.sentence = "What came back was not an answer of Okta's.";
  return sent;
}

}  // namespace okta
