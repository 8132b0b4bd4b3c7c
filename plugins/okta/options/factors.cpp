// The factors of the requester's account, to choose one from.
#include "okta/model/enrolment.hpp"
#include "okta/options/choice.hpp"

namespace okta {

Task<Choices> enrolled_factors(const Wanted& wanted) {
  const Factors factors = co_await wanted.client.factors(wanted.account);
  std::vector<Choice> all;
  for (const Enrolment& each : enrolments(factors))
    all.push_back({each.id, each.name, each.detail});
  co_return page_of(std::move(all), wanted);
}

Task<Choices> push_factors(const Wanted& wanted) {
  const Factors factors = co_await wanted.client.factors(wanted.account);
  std::vector<Choice> all;
  for (const Factor& each : factors) {
    if (each.can_push()) all.push_back({each.id.text(), each.name, {}});
  }
  co_return page_of(std::move(all), wanted);
}

}  // namespace okta
