// Verify by push, as an action is offered and spoken of; how it goes stands in challenge/.
#include "okta/actions/action.hpp"

namespace okta {

const Action kVerifyPush{.needs = {"verify_push", std::nullopt},
                         .words = {"identity", "was confirmed by push", "was not confirmed by push",
                                   "is confirmed already", "Sending a push"},
                         .asks_person = true,
                         .about_factors = true};

}  // namespace okta
