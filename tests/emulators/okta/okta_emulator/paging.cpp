#include "okta_emulator/paging.hpp"

#include <algorithm>
#include <charconv>

#include "okta_emulator/text.hpp"

namespace okta_emulator {
Page read_page(const Call& call, std::size_t usual, std::size_t largest, CursorForm form) {
  constexpr std::size_t kIdSize = 20;
  Page page{usual, {}, form};
  if (const auto given = call.target.parameter("limit")) {
    const char* end = given->data() + given->size();
    const auto [at, error] = std::from_chars(given->data(), end, page.limit);
    if (error != std::errc() || at != end || page.limit == 0) {
      throw invalid("limit", "limit: must be a positive number.");  // inferred
    }
    page.limit = std::min(page.limit, largest);
  }
  if (const auto cursor = call.target.parameter("after")) {
    const std::string beginning = std::string(form.mark) + std::string(form.id_prefix);
    if (cursor->size() != form.mark.size() + kIdSize || !cursor->starts_with(beginning)) {
      throw Problem("E0000029", {}, {"Invalid cursor."});
    }
    page.after = cursor->substr(form.mark.size());
  }
  return page;
}

void add_links(Answer& answer, const Call& call, const Page& page, const std::string& last_id,
               std::initializer_list<std::string_view> kept) {
  std::string tail = "limit=" + std::to_string(page.limit);
  for (const std::string_view name : kept) {
    if (const auto value = call.target.parameter(name)) {
      tail += '&' + std::string(name) + '=' + form_encode(*value);
    }
  }
  std::string path(call.target.path);
  if (path.ends_with('/')) path.pop_back();
  const auto link = [&](const std::string& after, std::string_view relation) {
    std::string url = call.base + path + '?';
    if (!after.empty()) url += "after=" + std::string(page.form.mark) + after + '&';
    answer.headers.emplace_back("link",
                                '<' + url + tail + ">; rel=\"" + std::string(relation) + '"');
  };
  link(page.after, "self");
  if (!last_id.empty()) link(last_id, "next");
}

}  // namespace okta_emulator
