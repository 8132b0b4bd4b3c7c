// One question to a person. Each is asked again when the answer does not fit, a few times.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "cli/form.hpp"
#include "contract/manifest.hpp"

namespace back::cli {

// The field's texts, then the question. Null: left empty, and it need not be given. Throws Refused
// "input_needed" at the end of the input.
// values: what the form holds so far.
boost::json::value ask_value(const contract::Field& field, const Form& form,
                             const boost::json::object& values, Console& console);

// Nothing: left empty, and it need not be given.
std::optional<Secret> ask_secret(const contract::Field& field, Console& console);

// Only the word yes agrees; everything else, and the end of the input, does not.
bool ask_to_agree(Console& console, std::string_view what_to);

// A trimmed answer. Throws at the end of the input.
std::string ask_line(Console& console, const std::string& prompt, const std::string& what);

// Something made printable and wrapped to the console's width, in messages.
void tell(Console& console, std::string_view text, std::size_t indent = 0);

inline constexpr int kMostAttempts = 5;

}  // namespace back::cli
