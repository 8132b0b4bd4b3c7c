// Organisations made up from a number: a person and a colleague among groups of every kind, rules of
// every kind, and apps that come in every way.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string_view>

namespace okta_test {

inline constexpr std::string_view kGenerated = "gwen.generated@back-demo.example";
inline constexpr std::string_view kColleague = "carl.colleague@back-demo.example";

// A seed of the organisation Back Demo. The same number makes the same one.
boost::json::object generated_organisation(std::uint64_t number);

}  // namespace okta_test
