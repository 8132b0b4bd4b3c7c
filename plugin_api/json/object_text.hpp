// An object as JSON text, written member by member: for a text that is made with every call, where
// building the value first would cost more than writing it.
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <string_view>

namespace back::json {

// The text is canonical if the members are written in the order of their names, by bytes. Names are
// written as they are: they hold nothing that JSON escapes.
class ObjectText {
 public:
  ObjectText();

  ObjectText& text(std::string_view name, std::string_view value);
  ObjectText& texts(std::string_view name, std::span<const std::string> values);
  ObjectText& flag(std::string_view name, bool value);
  ObjectText& null(std::string_view name);
  // Throws std::invalid_argument for a number in it that is not finite.
  ObjectText& object(std::string_view name, const boost::json::object& value);

  // An object inside this one: what is written until end() belongs to it.
  ObjectText& begin(std::string_view name);
  ObjectText& end();

  // The whole; nothing may be written afterwards.
  std::string take();

 private:
  void put_name(std::string_view name);

  std::string text_;
};

}  // namespace back::json
