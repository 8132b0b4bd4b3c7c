#include "okta/client/subject.hpp"

#include "okta/model/text.hpp"
#include "sdk/failure.hpp"

namespace okta {

using back::sdk::Failure;

Task<Subject> find_subject(Client& client, const back::contract::Context& context) {
  Subject subject;
  if (!context.account.empty()) {
    subject.id = UserId::from(context.account);
    if (!subject.id) throw Failure(BACK_INVALID_INPUT, wrong_id_sentence(UserKind::kName));
    subject.kind = Subject::Kind::one;
    co_return subject;
  }
  if (!context.requester) {
    throw Failure(BACK_INVALID_INPUT,
                  "There is no requester to look up. Open a request of your team first.");
  }
  Found found = co_await client.find_by_email(context.requester->email);
  subject.partial = std::move(found.partial);
  if (found.users.size() == 1) {
    subject.kind = Subject::Kind::one;
    subject.id = found.users.front().id;
  } else if (found.users.size() > 1) {
    subject.kind = Subject::Kind::several;
    subject.candidates = std::move(found.users);
  }
  co_return subject;
}

std::string searched_for(const back::contract::Context& context) {
  return "Okta, by login and e-mail address " +
         shown(context.requester ? context.requester->email : "");
}

}  // namespace okta
