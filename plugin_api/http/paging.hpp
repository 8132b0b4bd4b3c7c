// Follows "next" links (RFC 8288) without ever going where they point: only the cursor is taken
// from them, and put on the original request to the configured origin.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "http/origin.hpp"
#include "http/transport.hpp"

namespace back::http {

struct PageLimits {
  std::size_t pages = 50;
  std::size_t empty_pages = 3;  // pages "[]" in a row that still name a next one
  std::string cursor_parameter = "after";
};

struct LastPage {};
struct BadLink {
  std::string sentence;
};
struct NextPage {
  std::string cursor;  // percent-encoded as received
};

// What the answer says about the next page. A "next" link elsewhere than the same origin and path,
// two that differ, or one without a cursor is a BadLink.
std::variant<LastPage, NextPage, BadLink> next_page(const Headers& headers, const Origin& origin,
                                                    const Path& path,
                                                    std::string_view cursor_parameter);

// The pages of one list:
//   for (std::optional<Response> page = co_await pages.next(scope); page;) {
//     ... look at page->status, read page->body ...
//     page = co_await pages.next(scope);
//   }
// (GCC 12 miscompiles co_await inside the condition of a loop.)
class Pages {
 public:
  // transport must outlive it.
  Pages(Transport& transport, Origin origin, Request first, PageLimits limits = {});

  // The next page, whatever its status; nothing after the last one. A status other than 2xx is the
  // last.
  Task<std::optional<Response>> next(Scope& scope);

  // Afterwards: everything was read, or why not, as a sentence.
  bool complete() const { return ended_ && partial_.empty(); }
  const std::string& partial() const { return partial_; }

 private:
  void look_ahead(const Response& page);
  void stop(std::string why);

  Transport& transport_;
  Origin origin_;
  Request request_;
  PageLimits limits_;
  std::size_t read_ = 0;
  std::size_t empty_in_a_row_ = 0;
  std::set<std::string> seen_;
  bool ended_ = false;
  std::string partial_;
};

}  // namespace back::http
