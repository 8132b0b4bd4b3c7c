// What canonical() and ObjectText write values with.
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <string>
#include <string_view>

namespace back::json {

inline constexpr std::size_t kUsualText = 1024;  // bytes

void write_string(std::string& out, std::string_view text);
void write_object(std::string& out, const boost::json::object& object);
void write(std::string& out, const boost::json::value& value);

}  // namespace back::json
