// What a call that does nothing carries.
#pragma once

#include <string_view>

namespace back::bench {

inline constexpr std::string_view kInput =
    R"({"delivery":"link","forget_devices":true,"reason":"Lost the phone on the train"})";
inline constexpr std::string_view kContext =
    R"({"account":"00ubenchowner0000000","actor":{"admin":true,"email":"erin.expert@bench.example","id":"erin",)"
    R"("name":"Erin Expert","teams":["it"]},"organisation":{"id":"bench","name":"Bench"},)"
    R"("request":{"id":"R-1","team":"it"},"requester":{"email":"dana@bench.example","id":"dana","name":"Dana"}})";

}  // namespace back::bench
