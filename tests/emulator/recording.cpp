#include "recording.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <stdexcept>

namespace emulator_test {
namespace {

json::value member(const json::value& object, std::string_view name) {
  const json::value* value = object.as_object().if_contains(name);
  return value == nullptr ? json::value() : *value;
}

// "Tue, 15 Jun 2021 16:37:05 GMT".
okta_emulator::Time parse_http_date(const std::string& text) {
  std::tm parts{};
  std::istringstream stream(text);
  stream.imbue(std::locale::classic());
  stream >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S");
  if (stream.fail()) throw std::runtime_error("no HTTP date: " + text);
  return okta_emulator::Time(std::chrono::seconds(timegm(&parts)));
}

Recording read_recording(const std::filesystem::path& path) {
  const json::value document = read_json_file(path);
  const json::value& request = document.at("request");
  const json::value& response = document.at("response");
  Recording one;
  one.name = path.stem().string();
  one.number = one.name.substr(0, 3);
  one.repository = document.at("source").at("repo").as_string();
  one.method = request.at("method").as_string();
  one.target = request.at("path").as_string();
  one.request_headers = request.at("headers").as_object();
  one.response_headers = response.at("headers").as_object();
  one.request_body = member(request, "body");
  one.response_body = member(response, "body");
  one.status = json::value_to<int>(response.at("status"));
  one.date = parse_http_date(one.header("date").at(0));
  return one;
}

}  // namespace

std::vector<std::string> Recording::header(std::string_view wanted) const {
  const json::value* value = response_headers.if_contains(wanted);
  if (value == nullptr) return {};
  if (value->is_string()) return {std::string(value->get_string())};
  return json::value_to<std::vector<std::string>>(*value);
}

std::optional<std::filesystem::path> recordings_folder() {
  const char* data = std::getenv("OKTA_DATA");
  if (data == nullptr) return std::nullopt;
  auto folder = std::filesystem::path(data) / "recordings";
  if (!std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

std::vector<Recording> read_recordings(const std::filesystem::path& folder) {
  std::vector<Recording> result;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") result.push_back(read_recording(entry.path()));
  }
  std::sort(result.begin(), result.end(),
            [](const Recording& a, const Recording& b) { return a.name < b.name; });
  return result;
}

json::value read_json_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot be read: " + path.string());
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

}  // namespace emulator_test
