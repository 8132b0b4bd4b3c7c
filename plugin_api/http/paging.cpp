#include "http/paging.hpp"

#include <charconv>
#include <utility>
#include <vector>

#include "http/characters.hpp"
#include "http/link.hpp"

namespace back::http {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kSpaces = " \t\r\n";

// "host" or "host:443", nothing else: a user name or a bracket makes it differ.
bool is_origin(std::string_view authority, const Origin& origin) {
  if (authority.substr(0, origin.host.size()) != origin.host) return false;
  const std::string_view port = authority.substr(origin.host.size());
  if (port.empty()) return origin.port == 443;
  return port == ":" + std::to_string(origin.port);
}

// The query of the target if it leads to the same place, else nothing. Written to be compared,
// never to be followed.
std::optional<std::string_view> query_of_same_place(std::string_view target, const Origin& origin,
                                                    const Path& path) {
  if (target.substr(0, kScheme.size()) != kScheme) return std::nullopt;
  target.remove_prefix(kScheme.size());
  const std::size_t slash = target.find('/');
  if (slash == std::string_view::npos || !is_origin(target.substr(0, slash), origin))
    return std::nullopt;
  target.remove_prefix(slash);
  const std::size_t question = target.find('?');
  if (question == std::string_view::npos || target.substr(0, question) != path.text())
    return std::nullopt;
  return target.substr(question + 1);
}

// The value of the parameter, as it stands; nothing if it is absent, empty, twice there or not a
// value.
std::optional<std::string> cursor_in(std::string_view query, std::string_view parameter) {
  std::optional<std::string_view> found;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != parameter) continue;
    if (found) return std::nullopt;
    found = pair.substr(equals + 1);
  }
  if (!found || found->empty() || found->find('#') != std::string_view::npos) return std::nullopt;
  return std::string(*found);
}

bool is_empty_array(std::string_view body) {
  const auto skip = [&] {
    body.remove_prefix(std::min(body.find_first_not_of(kSpaces), body.size()));
  };
  skip();
  if (body.empty() || body.front() != '[') return false;
  body.remove_prefix(1);
  skip();
  return !body.empty() && body.front() == ']';
}

}  // namespace

std::variant<LastPage, NextPage, BadLink> next_page(const Headers& headers, const Origin& origin,
                                                    const Path& path,
                                                    std::string_view cursor_parameter) {
  std::optional<std::string> cursor;
  for (const std::string_view line : headers.get_all("Link")) {
    const auto links = parse_links(line);
    if (!links) return BadLink{"The answer names its next page in a form that cannot be read."};
    for (const Link& link : *links) {
      if (!has_relation(link, "next")) continue;
      const auto query = query_of_same_place(link.target, origin, path);
      if (!query)
        return BadLink{"The answer names a next page at another place than the list itself."};
      const auto found = cursor_in(*query, cursor_parameter);
      if (!found) return BadLink{"The answer names a next page without saying where it continues."};
      if (cursor && *cursor != *found) return BadLink{"The answer names two different next pages."};
      cursor = found;
    }
  }
  if (!cursor) return LastPage{};
  return NextPage{std::move(*cursor)};
}

Pages::Pages(Transport& transport, Origin origin, Request first, PageLimits limits)
    : transport_(transport),
      origin_(std::move(origin)),
      request_(std::move(first)),
      limits_(std::move(limits)) {}

Task<std::optional<Response>> Pages::next(Scope& scope) {
  if (ended_) co_return std::nullopt;
  Response page = co_await transport_.send(request_, scope);
  ++read_;
  look_ahead(page);
  co_return page;
}

void Pages::look_ahead(const Response& page) {
  if (!page.ok())
    return stop("Not all pages could be read: one was answered with status " +
                std::to_string(page.status) + ".");
  const auto next = next_page(page.headers, origin_, request_.path, limits_.cursor_parameter);
  if (const auto* bad = std::get_if<BadLink>(&next)) return stop(bad->sentence);
  const auto* follow = std::get_if<NextPage>(&next);
  if (!follow) return stop({});

  empty_in_a_row_ = is_empty_array(page.body) ? empty_in_a_row_ + 1 : 0;
  if (empty_in_a_row_ >= limits_.empty_pages)
    return stop("The list went on with empty pages only.");
  if (!seen_.insert(follow->cursor).second)
    return stop("The list names a page that was read already.");
  if (read_ >= limits_.pages)
    return stop("The list is longer than the " + std::to_string(limits_.pages) +
                " pages that are read.");
  try {
    request_.query.remove(limits_.cursor_parameter);
    request_.query.add_encoded(limits_.cursor_parameter, follow->cursor);
  } catch (const std::invalid_argument& problem) {
    stop(problem.what());
  }
}

void Pages::stop(std::string why) {
  ended_ = true;
  partial_ = std::move(why);
}

}  // namespace back::http
