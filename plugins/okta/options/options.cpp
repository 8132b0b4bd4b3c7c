#include "okta/options/options.hpp"

#include <algorithm>
#include <array>

#include "json/strict_json.hpp"
#include "okta/client/subject.hpp"
#include "okta/options/choice.hpp"

namespace okta {
namespace {

using back::sdk::Failure;
using back::sdk::Reply;

struct Source {
  std::string_view id;
  Task<Choices> (*find)(const Wanted& wanted);
};
constexpr std::array<Source, 9> kSources = {{{"groups", find_groups},
                                             {"member_groups", own_groups},
                                             {"apps", find_apps},
                                             {"assigned_apps", own_apps},
                                             {"colleagues", find_colleagues},
                                             {"colleague_groups", groups_of_colleague},
                                             {"colleague_apps", apps_of_colleague},
                                             {"factors", enrolled_factors},
                                             {"push_factors", push_factors}}};

const Source& source_in(const boost::json::object& input) {
  const auto id = back::json::string_at(input, "source").value_or("");
  const auto* const found = std::find_if(kSources.begin(), kSources.end(),
                                         [=](const Source& each) { return each.id == id; });
  if (found == kSources.end())
    throw Failure(BACK_UNSUPPORTED, "The Okta integration has no such options.");
  return *found;
}

UserId one_account(const Subject& subject) {
  if (subject.kind == Subject::Kind::one) return *subject.id;
  if (subject.kind == Subject::Kind::several) {
    throw Failure(BACK_INVALID_INPUT,
                  "Several Okta accounts have the requester's e-mail address. Open the requester "
                  "and pick the right account first.");
  }
  throw Failure(BACK_NOT_FOUND, "The requester has no Okta account.");
}

}  // namespace

Task<Reply> options(back::sdk::Call& call, const Access& access, back::http::Scope& scope) {
  const Source& source = source_in(call.input());
  Client client(access.transport, access.origin, scope);
  const Subject subject = co_await find_subject(client, call.context());
  const UserId account = one_account(subject);
  static const boost::json::object kNothing;
  const auto* form = back::json::object_at(call.input(), "input");
  const Wanted wanted{client,
                      access,
                      account,
                      std::string(back::json::string_at(call.input(), "text").value_or("")),
                      std::string(back::json::string_at(call.input(), "cursor").value_or("")),
                      form == nullptr ? kNothing : *form};
  const Choices choices = co_await source.find(wanted);
  co_return Reply{choices.to_json(), {}};
}

}  // namespace okta
