#include "okta_emulator/json_reader.hpp"

#include <boost/json.hpp>
#include <stdexcept>

namespace okta_emulator {
namespace json = boost::json;

JsonReader::JsonReader(const json::value& value, std::string what)
    : object_(value.if_object()), what_(std::move(what)) {
  if (object_ == nullptr) throw std::invalid_argument(what_ + " must be a JSON object");
}

void JsonReader::refuse(std::string_view name, std::string_view why) const {
  throw std::invalid_argument(what_ + ": \"" + std::string(name) + "\" " + std::string(why));
}

const json::value* JsonReader::any(std::string_view name) {
  known_.emplace(name);
  const json::value* value = object_->if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool JsonReader::says(std::string_view name) const { return object_->contains(name); }

const json::object* JsonReader::object(std::string_view name) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_object()) refuse(name, "must be an object");
  return value == nullptr ? nullptr : &value->get_object();
}

const json::array* JsonReader::array(std::string_view name) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_array()) refuse(name, "must be a list");
  return value == nullptr ? nullptr : &value->get_array();
}

std::string JsonReader::text(std::string_view name, std::string_view otherwise) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_string()) refuse(name, "must be a string");
  return std::string(value == nullptr ? otherwise : std::string_view(value->get_string()));
}

std::string JsonReader::required_text(std::string_view name) {
  std::string result = text(name, {});
  if (result.empty()) refuse(name, "is missing");
  return result;
}

std::int64_t JsonReader::integer(std::string_view name, std::int64_t otherwise) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_int64()) refuse(name, "must be a whole number");
  return value == nullptr ? otherwise : value->get_int64();
}

bool JsonReader::boolean(std::string_view name, bool otherwise) {
  const json::value* value = any(name);
  if (value != nullptr && !value->is_bool()) refuse(name, "must be true or false");
  return value == nullptr ? otherwise : value->get_bool();
}

void JsonReader::finish() const {
  for (const auto& [name, value] : *object_) {
    if (!known_.contains(std::string_view(name))) refuse(name, "is not known here");
  }
}

}  // namespace okta_emulator
