#include "okta/actions/delivery.hpp"

#include "json/strict_json.hpp"
#include "okta/model/text.hpp"

namespace okta {

bool by_link(const boost::json::object& input) {
  return back::json::string_at(input, "delivery") == "link";
}

std::string mailed(std::string_view link, const User& user) {
  const std::string& to = user.email.empty() ? user.login : user.email;
  return "Okta mails the " + std::string(link) + " to " + shown(to) + '.';
}

std::string handed_out(std::string_view link) {
  return "The " + std::string(link) + " is shown once: hand it to the requester now.";
}

}  // namespace okta
