// Reads the members of one JSON object strictly: wrong types and unknown names are refused with a
// sentence.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace okta_emulator {

class JsonReader {
 public:
  // `what` names the object in sentences: "a fault", "user dana@…". Throws std::invalid_argument,
  // as all below.
  JsonReader(const boost::json::value& value, std::string what);

  const boost::json::value* any(std::string_view name);  // nothing for null as well
  bool says(std::string_view name) const;                // is there, be it null
  const boost::json::object* object(std::string_view name);
  const boost::json::array* array(std::string_view name);
  std::string text(std::string_view name, std::string_view otherwise);
  std::string required_text(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t otherwise);
  bool boolean(std::string_view name, bool otherwise);
  void finish() const;  // refuses names nobody asked for
  [[noreturn]] void refuse(std::string_view name, std::string_view why) const;

 private:
  const boost::json::object* object_;
  std::string what_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace okta_emulator
