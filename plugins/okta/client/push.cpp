// Push challenges: sending one, asking for its result, taking it back.
#include "json/strict_json.hpp"
#include "okta/client/answered.hpp"
#include "okta/client/client.hpp"
#include "okta/client/requests.hpp"

namespace okta {

using back::http::NoResponse;
using back::http::Response;

Task<SentPush> Client::send_push(const UserId& id, const FactorId& factor, bool with_number) {
  try {
    auto request = requests::push(id, factor, with_number);
    const Response response = co_await send(request);
    if (!response.ok()) co_return SentPush{with_error(response), {}};
    SentPush made{with_nonsense(response), {}};
    try {
      made.push = Push::read(back::json::parse(response.body), id, factor);
      made.sent.kind = Sent::Kind::accepted;
    } catch (const back::json::JsonError&) {
    } catch (const back::sdk::Failure&) {
      // without the challenge nobody learns how it ends
    }
    co_return made;
  } catch (const NoResponse& none) {
    co_return SentPush{without_answer(none), {}};
  }
}

Task<PushResult> Client::push_result(const UserId& id, const FactorId& factor,
                                     const TransactionId& push) {
  const auto value = co_await read(requests::push_result(id, factor, push), "the push");
  co_return read_push_result(value);
}

Task<Sent> Client::withdraw_push(const UserId& id, const FactorId& factor,
                                 const TransactionId& push) {
  co_return co_await change(requests::push_withdrawal(id, factor, push));
}

}  // namespace okta
