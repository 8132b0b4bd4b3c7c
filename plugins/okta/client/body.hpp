// The body of an answer, read strictly. The values live in memory that is let go as a whole.
#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <string>
#include <string_view>

namespace okta {

using UseValue = std::function<void(const boost::json::value&)>;

// Throws Failure for what is no JSON. what: "the account", for people.
boost::json::value parsed(const std::string& body, std::string_view what,
                          boost::json::storage_ptr memory = {});
void use_body(const std::string& body, std::string_view what, const UseValue& use);
// Each element; throws Failure for what is no list.
void use_items(const std::string& body, std::string_view what, const UseValue& use);

}  // namespace okta
