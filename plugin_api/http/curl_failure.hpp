// What libcurl's codes mean for the caller when there is no connection.
#pragma once

#include <string>

#include "http/curl.hpp"
#include "http/no_response.hpp"

namespace back::http {

// may_have_arrived: whether an earlier connection has carried the request already.
NoResponse no_connection(CURL* easy, CURLcode code, const std::string& host, bool may_have_arrived,
                         std::string detail);
NoResponse address_not_allowed(const std::string& host, bool may_have_arrived);

}  // namespace back::http
