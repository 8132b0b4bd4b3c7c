// Reading what Okta sent: a missing member, or one of another type, is an answer that makes no
// sense.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "sdk/failure.hpp"

namespace okta {

// what: "the account", field: the member that is wrong.
back::sdk::Failure wrong_answer(std::string_view what, std::string_view field);

class Fields {
 public:
  // Throws Failure unless value is an object. what must outlive this.
  Fields(const boost::json::value& value, std::string_view what);
  Fields(const boost::json::object& object, std::string_view what) : object_(object), what_(what) {}

  // Throw Failure for another type. Absent and null are the same, as Okta documents.
  std::string_view text(std::string_view name) const;  // must be there
  std::string_view text_or_empty(std::string_view name) const;
  // Of an open map, where a member of another type is somebody's own attribute: empty for it.
  std::string_view text_if_any(std::string_view name) const;
  std::optional<Fields> object_or_none(std::string_view name) const;
  const boost::json::object& object() const { return object_; }

 private:
  const boost::json::object& object_;
  std::string_view what_;
};

// The elements of an array, each read by T::read. Throws Failure.
template <typename T, typename List>
List read_list(const boost::json::value& value, std::string_view what) {
  const auto* array = value.if_array();
  if (array == nullptr) throw wrong_answer(what, "the list");
  List list;
  list.reserve(array->size());
  for (const auto& element : *array) list.push_back(T::read(element));
  return list;
}

}  // namespace okta
