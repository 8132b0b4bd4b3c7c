// The manual, as far as it is not the list of options.
#pragma once

#include <string>
#include <string_view>

namespace back::cli {

inline constexpr std::string_view kAbout =
    "Sees and changes accounts of employees through plugins, on behalf of an expert who works on "
    "a\n"
    "request. Forms, actions and their texts come from the plugins; this program knows no vendor.";

// Below the options of the program, and of each command.
std::string program_footer();
std::string command_footer(std::string_view command);

}  // namespace back::cli
