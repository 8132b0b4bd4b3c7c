#include "json/object_text.hpp"

#include "json/writing.hpp"

namespace back::json {

ObjectText::ObjectText() {
  text_.reserve(kUsualText);
  text_ = '{';
}

void ObjectText::put_name(std::string_view name) {
  if (text_.back() != '{') text_ += ',';
  text_ += '"';
  text_ += name;
  text_ += "\":";
}

ObjectText& ObjectText::text(std::string_view name, std::string_view value) {
  put_name(name);
  write_string(text_, value);
  return *this;
}

ObjectText& ObjectText::texts(std::string_view name, std::span<const std::string> values) {
  put_name(name);
  text_ += '[';
  for (const std::string& value : values) {
    if (&value != values.data()) text_ += ',';
    write_string(text_, value);
  }
  text_ += ']';
  return *this;
}

ObjectText& ObjectText::flag(std::string_view name, bool value) {
  put_name(name);
  text_ += value ? "true" : "false";
  return *this;
}

ObjectText& ObjectText::null(std::string_view name) {
  put_name(name);
  text_ += "null";
  return *this;
}

ObjectText& ObjectText::object(std::string_view name, const boost::json::object& value) {
  put_name(name);
  write_object(text_, value);
  return *this;
}

ObjectText& ObjectText::begin(std::string_view name) {
  put_name(name);
  text_ += '{';
  return *this;
}

ObjectText& ObjectText::end() {
  text_ += '}';
  return *this;
}

// Kept for long, perhaps: without the room that is left.
std::string ObjectText::take() {
  text_ += '}';
  text_.shrink_to_fit();
  return std::move(text_);
}

}  // namespace back::json
