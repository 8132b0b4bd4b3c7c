// Which attributes an account in an app has, and which of them an assignment must have.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace okta {

struct AppSchema {
  struct Attribute {
    std::string name;   // as Okta wrote it
    std::string title;  // fit to be shown
    std::string type;   // "string", "integer", "number", "boolean", "array"
    bool required = false;
  };
  std::vector<Attribute> attributes;

  // nullptr if there is none.
  const Attribute* attribute(std::string_view name) const;

  // Shape: Okta's Schemas API, /meta/schemas/apps/{id}/default. Throws Failure for anything else.
  static AppSchema read(const boost::json::value& value);
};

}  // namespace okta
