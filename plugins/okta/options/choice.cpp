#include "okta/options/choice.hpp"

#include <algorithm>
#include <charconv>

#include "okta/model/text.hpp"

namespace okta {
namespace {

namespace json = boost::json;

constexpr std::size_t kPerPage = 50;

// The number of items before this page.
std::size_t place_of(std::string_view cursor) {
  if (cursor.empty()) return 0;
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), place);
  if (error != std::errc() || end != cursor.data() + cursor.size()) {
    throw back::sdk::Failure(BACK_INVALID_INPUT, "This search cannot be continued. Begin it anew.");
  }
  return place;
}

}  // namespace

json::object Choices::to_json() const {
  json::array list;
  for (const Choice& each : items) {
    json::object item{{"id", each.id}, {"name", each.name}, {"disabled", each.against.has_value()}};
    if (!each.detail.empty()) item["detail"] = each.detail;
    if (each.against) {
      item["reason"] =
          each.against->sentence + (each.against->remedy.empty() ? "" : ' ' + each.against->remedy);
    }
    list.push_back(std::move(item));
  }
  json::object output;
  output["items"] = std::move(list);
  if (!cursor.empty()) output["cursor"] = cursor;
  return output;
}

Choices page_of(std::vector<Choice> all, const Wanted& wanted) {
  const std::string text = folded(wanted.text);
  std::erase_if(
      all, [&](const Choice& each) { return folded(each.name).find(text) == std::string::npos; });
  std::stable_sort(all.begin(), all.end(), [](const Choice& a, const Choice& b) {
    return folded(a.name) < folded(b.name);
  });
  const std::size_t begin = std::min(place_of(wanted.cursor), all.size());
  const std::size_t end = std::min(begin + kPerPage, all.size());
  Choices page;
  for (std::size_t i = begin; i < end; ++i) page.items.push_back(std::move(all[i]));
  if (end < all.size()) page.cursor = std::to_string(end);
  return page;
}

}  // namespace okta
