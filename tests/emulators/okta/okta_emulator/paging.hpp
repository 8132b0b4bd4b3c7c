// Pages: the `limit` and `after` of a request, and the Link headers of its answer.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "okta_emulator/call.hpp"

namespace okta_emulator {

// How cursors of an endpoint look: users have a mark before the id (rec 026), apps and their users
// none, and the id is of their kind (rec 097, rec 110).
struct CursorForm {
  std::string_view mark = "0";
  std::string_view id_prefix;
};
inline constexpr CursorForm kAppCursor{"", "0oa"};
inline constexpr CursorForm kAppUserCursor{"", "0ua"};

struct Page {
  std::size_t limit = 0;
  std::string after;  // the id that ended the page before; empty on the first page
  CursorForm form{};
};

// Reads `limit` (a larger one becomes the largest, as does a missing one the usual) and `after`.
// E0000001, E0000029.
Page read_page(const Call& call, std::size_t usual, std::size_t largest, CursorForm form = {});

// self always, next when `last_id` is not empty; parameters in Okta's order: after, limit, then
// those named here.
void add_links(Answer& answer, const Call& call, const Page& page, const std::string& last_id,
               std::initializer_list<std::string_view> kept);

}  // namespace okta_emulator
