#include "target.hpp"

namespace back::fuzz {
namespace {

constexpr Target kTargets[] = {
    {"manifest", manifest},       {"configuration", configuration}, {"okta_answers", okta_answers},
    {"link_header", link_header}, {"rate_headers", rate_headers},   {"raw_http", raw_http},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

}  // namespace back::fuzz
