#include "okta/client/body.hpp"

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <utility>

#include "json/strict_json.hpp"
#include "okta/model/fields.hpp"

namespace okta {
namespace {

constexpr std::size_t kUsualValue = 16384;  // what an answer of a few kilobytes is when parsed

}  // namespace

// Long answers are refused by the transport before they come here.
boost::json::value parsed(const std::string& body, std::string_view what,
                          boost::json::storage_ptr memory) {
  try {
    return back::json::parse(body, {.max_bytes = std::size_t{8} << 20}, std::move(memory));
  } catch (const back::json::JsonError& error) {
    throw wrong_answer(what, error.what());
  }
}

void use_body(const std::string& body, std::string_view what, const UseValue& use) {
  std::array<unsigned char, kUsualValue> room;  // left as it is: writing it would cost
  boost::json::monotonic_resource memory(room.data(), room.size());
  use(parsed(body, what, &memory));
}

void use_items(const std::string& body, std::string_view what, const UseValue& use) {
  use_body(body, what, [&](const boost::json::value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) throw wrong_answer(what, "the list");
    for (const auto& each : *list) use(each);
  });
}

}  // namespace okta
