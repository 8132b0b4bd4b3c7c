#include "okta/model/fields.hpp"

namespace okta {
namespace {

const boost::json::value* member(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

}  // namespace

back::sdk::Failure wrong_answer(std::string_view what, std::string_view field) {
  back::sdk::Failure failure(
      BACK_UPSTREAM_ERROR,
      "Okta's answer about " + std::string(what) +
          " makes no sense. Try again; if it stays so, tell whoever runs Back.");
  failure.with_operator_text("Okta's answer about " + std::string(what) + ": " +
                             std::string(field) + " is missing or has an unexpected form.");
  return failure;
}

Fields::Fields(const boost::json::value& value, std::string_view what)
    : object_([&]() -> const boost::json::object& {
        if (const auto* object = value.if_object()) return *object;
        throw wrong_answer(what, "the object");
      }()),
      what_(what) {}

std::string_view Fields::text(std::string_view name) const {
  const auto* value = member(object_, name);
  if (value == nullptr || !value->is_string() || value->get_string().empty())
    throw wrong_answer(what_, name);
  return value->get_string();
}

std::string_view Fields::text_or_empty(std::string_view name) const {
  const auto* value = member(object_, name);
  if (value == nullptr) return {};
  if (!value->is_string()) throw wrong_answer(what_, name);
  return value->get_string();
}

std::string_view Fields::text_if_any(std::string_view name) const {
  const auto* value = object_.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return value->get_string();
}

std::optional<Fields> Fields::object_or_none(std::string_view name) const {
  const auto* value = member(object_, name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_object()) throw wrong_answer(what_, name);
  return Fields(value->get_object(), what_);
}

}  // namespace okta
