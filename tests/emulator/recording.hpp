// Recorded exchanges with real organisations: reading them, and comparing the shape of two JSON
// documents.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace emulator_test {

namespace json = boost::json;

struct Recording {
  std::string number;  // "042"
  std::string name;    // the file's name without its ending
  std::string method, target;
  json::value request_body, response_body;
  int status = 0;
};

std::vector<Recording> read_recordings(const std::filesystem::path& folder);

// The first place where keys or types differ, arrays compared by their first element; empty when
// the shapes are the same.
std::string shape_difference(const json::value& expected, const json::value& actual,
                             const std::string& place = "body");

}  // namespace emulator_test
