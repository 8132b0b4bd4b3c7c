// The links of a factor follow its type and status as recorded (rec 058, rec 059) and in the
// specification's examples.
#include <boost/json.hpp>

#include "okta_emulator/user_json.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

json::object link(const std::string& href, std::initializer_list<std::string_view> allow) {
  json::array methods;
  for (const std::string_view method : allow) methods.push_back(json::value(method));
  return {{"href", href}, {"hints", json::object{{"allow", std::move(methods)}}}};
}

bool sends_codes(const Factor& factor) {
  return factor.type == "sms" || factor.type == "call" || factor.type == "email";
}

void add_pending_links(json::object& links, const Factor& factor, const std::string& self) {
  links["activate"] = link(self + "/lifecycle/activate", {"POST"});
  if (!sends_codes(factor)) return;
  json::object resend = link(self + "/resend", {"POST"});
  resend["name"] = factor.type;
  links["resend"] = json::array{std::move(resend)};
}

}  // namespace

json::object factor_json(const Factor& factor, const User& user, const std::string& base) {
  const std::string owner = base + "/api/v1/users/" + user.id;
  const std::string self = owner + "/factors/" + factor.id;
  const bool pending = factor.status == "PENDING_ACTIVATION";
  json::object links;
  if (pending) {
    add_pending_links(links, factor, self);
    links["self"] = link(self, {"GET"});
  } else {
    if (factor.type == "question") {
      links["questions"] = link(owner + "/factors/questions", {"GET"});
    } else if (factor.type != "signed_nonce") {
      links["verify"] = link(self + "/verify", {"POST"});
    }
    links["self"] = link(self, {"GET", "DELETE"});
  }
  links["user"] = link(owner, {"GET"});
  json::object result{{"id", factor.id},
                      {"factorType", factor.type},
                      {"provider", factor.provider},
                      {"vendorName", factor.vendor},
                      {"status", factor.status},
                      {"created", iso_time(factor.created)},
                      {"lastUpdated", iso_time(factor.last_updated)}};
  if (!factor.profile.empty()) result["profile"] = factor.profile;
  result["_links"] = std::move(links);
  return result;
}

}  // namespace okta_emulator
