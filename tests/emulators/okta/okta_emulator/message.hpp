// What goes in and what comes out: one HTTP request and one HTTP answer, free of any socket.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okta_emulator/wire.hpp"

namespace okta_emulator {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // "GET"
  std::string target;  // as received: path and query, still percent-encoded
  Headers headers;
  std::string body;
  bool length_given = true;  // false: a POST or PUT that does not say how long its body is
};

struct Answer {
  int status = 200;
  Headers headers;  // Content-Length is the server's business, everything else is here
  std::string body;
  std::chrono::milliseconds delay{0};  // how long to wait before the first byte
  bool close = false;  // never arrives whole: the connection ends, after what `wire` lets through
  Wire wire{};         // how the bytes go out
  // Counts as a request under way until the last copy of the answer is gone; for the limit of
  // concurrent requests.
  std::shared_ptr<const void> under_way{};
};

using Handler = std::function<Answer(Request)>;

// The first header of that name, whatever its case; empty when there is none.
std::string_view header(const Headers& headers, std::string_view name);

}  // namespace okta_emulator
