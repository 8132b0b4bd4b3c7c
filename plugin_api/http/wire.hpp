// What a request looks like on the wire, as text: its address and its header lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/origin.hpp"
#include "http/request.hpp"

namespace back::http {

// "https://host/path?query"
std::string url_of(const Origin& origin, const Request& request);

// All lines but the credential's. A line "Name:" takes away what the library would send by itself.
// Throws NoResponse (bad_request) if a header of the request could end its line. Of the correlation
// id, what does not fit a comment is left out.
std::vector<std::string> header_lines(const Request& request, std::string_view user_agent,
                                      std::string_view correlation);

}  // namespace back::http
