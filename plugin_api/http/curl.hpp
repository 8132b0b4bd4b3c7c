// The only file that includes libcurl; the three around it (engine, transfer, transport) are all
// that knows it.
#pragma once

#include <curl/curl.h>

#include <stdexcept>
#include <string>

namespace back::http {

// A setting that libcurl does not know is a defect of this machine, never something to go on
// without.
template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
  if (curl_easy_setopt(easy, option, value) != CURLE_OK)
    throw std::runtime_error(
        "This libcurl does not support an option that safe connections need (" +
        std::to_string(option) + ").");
}

}  // namespace back::http
