// How text lies on a terminal: columns, padding, lines of prose. Takes text that is fit to print
// (core/printable).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace back::cli {

// Columns the text takes: two for East Asian wide characters and emoji, none for combining ones.
std::size_t display_width(std::string_view text);

// The text and spaces up to that width.
std::string padded(std::string_view text, std::size_t width);

// Broken between words; a word longer than a line stays whole. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// Each wrapped line after the indentation, with a line end.
std::string paragraph(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace back::cli
