// Recorded exchanges with real organisations, read from the folder that OKTA_DATA names.
#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/clock.hpp"

namespace emulator_test {

namespace json = boost::json;

struct Recording {
  std::string number;      // "042"
  std::string name;        // the file's name without its ending
  std::string repository;  // where it was published: "okta/okta-sdk-python"
  std::string method, target;
  json::object request_headers, response_headers;  // names in lower case; a string or a list each
  json::value request_body, response_body;
  int status = 0;
  okta_emulator::Time date;  // of the answer, by the server's clock

  // The lines of one response header; none when it was not there.
  std::vector<std::string> header(std::string_view name) const;
};

// The folder $OKTA_DATA/recordings; nothing when the variable is not set or the folder not there.
std::optional<std::filesystem::path> recordings_folder();
// In the order of their numbers.
std::vector<Recording> read_recordings(const std::filesystem::path& folder);

json::value read_json_file(const std::filesystem::path& path);

}  // namespace emulator_test
