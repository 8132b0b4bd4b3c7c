// What a request looks like on the wire: its address, and all its bytes.
#pragma once

#include <string>
#include <string_view>

#include "http/origin.hpp"
#include "http/request.hpp"
#include "secret/secret.hpp"

namespace back::http {

// "https://host", with its port unless that is 443.
std::string url_of(const Origin& origin);
// "https://host/path?query"
std::string url_of(const Origin& origin, const Request& request);

// All bytes of the request, the credential among them. Throws NoResponse (bad_request) if a header
// of the request could end its line, or the head is longer than a server would read. Of the
// correlation id, what does not fit a comment is left out.
Secret bytes_of(const Origin& origin, const Request& request, std::string_view user_agent,
                std::string_view correlation);

}  // namespace back::http
