// Texts as nobody means well with: control characters, scripts, look-alikes, pieces of paths, ids that
// are almost right.
#pragma once

#include <random>
#include <string>

namespace okta_test {

// Valid UTF-8, at most some thousand bytes; now and then a right id of a kind that is wrong there.
std::string hostile_text(std::mt19937_64& random);

}  // namespace okta_test
