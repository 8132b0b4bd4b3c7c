// What libcurl keeps to on every connection, whoever it is for.
#pragma once

#include "http/curl.hpp"

namespace back::http {

// To be called once before anything else of libcurl.
void start_library_once();

// HTTPS only, verified, by no wish of the environment; it connects and does no more.
void set_rules(CURL* easy);

}  // namespace back::http
