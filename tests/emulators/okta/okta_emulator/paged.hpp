// One page out of an ordered range, written as a list with its Link headers.
#pragma once

#include <boost/json.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "okta_emulator/paging.hpp"

namespace okta_emulator {

// `id_of` gives what the range is ordered by, and the cursor; `kept` names the parameters that Okta
// repeats in the links.
template <typename Range, typename IdOf, typename Write>
Answer paged(const Call& call, const Page& page, const Range& range, IdOf id_of, Write write,
             std::initializer_list<std::string_view> kept) {
  boost::json::array body;
  std::string last;
  bool more = false;
  for (const auto& entry : range) {
    if (!page.after.empty() && id_of(entry) <= page.after) continue;
    if (body.size() == page.limit) {
      more = true;
      break;
    }
    body.push_back(write(entry));
    last = id_of(entry);
  }
  Answer answer = json_answer(body);
  add_links(answer, call, page, more ? last : std::string(), kept);
  return answer;
}

// The same for a list in another order: the page begins after the entry the cursor names.
template <typename Entries, typename IdOf, typename Write>
Answer paged_as_is(const Call& call, const Page& page, const Entries& entries, IdOf id_of,
                   Write write, std::initializer_list<std::string_view> kept) {
  std::size_t first = 0;
  if (!page.after.empty()) {
    while (first < entries.size() && id_of(entries[first]) != page.after) ++first;
    if (first == entries.size()) throw Problem("E0000029", {}, {"Invalid cursor."});
    ++first;
  }
  boost::json::array body;
  std::size_t at = first;
  for (; at < entries.size() && body.size() < page.limit; ++at) body.push_back(write(entries[at]));
  Answer answer = json_answer(body);
  const bool more = at < entries.size();
  add_links(answer, call, page, more ? std::string(id_of(entries[at - 1])) : std::string(), kept);
  return answer;
}

}  // namespace okta_emulator
