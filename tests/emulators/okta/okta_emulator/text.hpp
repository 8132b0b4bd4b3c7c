// Small text work that several rooms of the emulator share. Case folding is ASCII only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace okta_emulator {

char lower(char character);
std::string lower(std::string_view text);
bool same_text(std::string_view left, std::string_view right);  // whatever the case
bool starts_with_text(std::string_view text, std::string_view prefix);
bool contains_text(std::string_view text, std::string_view part);

// Percent-decoding; with `plus_is_space` as in a query. Empty for a broken escape.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// As Okta writes queries into Link headers: letters, digits and *-._ stay, a space becomes '+'.
std::string form_encode(std::string_view text);

std::string sha256_hex(std::string_view text);

// A path pattern: '*' stands for any run of characters within one segment, '**' for any run at all.
bool matches_glob(std::string_view pattern, std::string_view text);

}  // namespace okta_emulator
