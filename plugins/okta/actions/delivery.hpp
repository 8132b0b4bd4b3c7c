// How a one-time link reaches the requester: Okta mails it, or the expert hands it over.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "okta/model/user.hpp"

namespace okta {

// The input "delivery" asks for the link itself instead of a mail.
bool by_link(const boost::json::object& input);

// "Okta mails the activation link to dana@back-demo.com."; link: "activation link".
std::string mailed(std::string_view link, const User& user);

// "The activation link is shown once: hand it to the requester now."
std::string handed_out(std::string_view link);

}  // namespace okta
