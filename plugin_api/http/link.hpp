// The Link header (RFC 8288), as far as paging needs it: targets and their relations.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace back::http {

struct Link {
  std::string_view target;  // inside < and >, unchecked
  std::string_view rel;     // one or several relations, separated by spaces; unquoted
};

// The links of one header line, views into it. Nothing if the line is malformed.
std::optional<std::vector<Link>> parse_links(std::string_view line);

bool has_relation(const Link& link, std::string_view relation);

}  // namespace back::http
