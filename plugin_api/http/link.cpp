#include "http/link.hpp"

#include "http/characters.hpp"
#include "http/response.hpp"

namespace back::http {
namespace {

// Reads a line from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view line) : rest_(line) {}

  void skip_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'))
      rest_.remove_prefix(1);
  }
  bool at_end() const { return rest_.empty(); }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Up to one of the characters, or to the end.
  std::string_view take_until(std::string_view characters) {
    const std::size_t end = std::min(rest_.find_first_of(characters), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return taken;
  }
  // A quoted string behind its opening quote. Escapes stay as they are: no relation that matters
  // has one.
  std::optional<std::string_view> take_quoted() {
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '"') {
        const std::string_view taken = rest_.substr(0, i);
        rest_.remove_prefix(i + 1);
        return taken;
      }
    }
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

// One ";name=value" behind its semicolon. Only the first rel of a link counts.
bool read_parameter(Scanner& scanner, Link& link, bool& has_rel) {
  scanner.skip_spaces();
  const std::string_view name = trimmed(scanner.take_until("=;,"));
  std::string_view value;
  if (scanner.take('=')) {
    scanner.skip_spaces();
    if (scanner.take('"')) {
      const auto quoted = scanner.take_quoted();
      if (!quoted) return false;
      value = *quoted;
    } else {
      value = trimmed(scanner.take_until(";,"));
    }
  }
  if (equal_ignoring_case(name, "rel") && !has_rel) {
    link.rel = value;
    has_rel = true;
  }
  scanner.skip_spaces();
  return true;
}

std::optional<Link> read_link(Scanner& scanner) {
  if (!scanner.take('<')) return std::nullopt;
  Link link;
  link.target = scanner.take_until(">");
  if (!scanner.take('>')) return std::nullopt;
  scanner.skip_spaces();
  bool has_rel = false;
  while (scanner.take(';'))
    if (!read_parameter(scanner, link, has_rel)) return std::nullopt;
  return link;
}

}  // namespace

std::optional<std::vector<Link>> parse_links(std::string_view line) {
  std::vector<Link> links;
  Scanner scanner(line);
  while (true) {
    scanner.skip_spaces();
    if (scanner.at_end()) return links;
    if (scanner.take(',')) continue;  // empty list elements are allowed
    const auto link = read_link(scanner);
    if (!link) return std::nullopt;
    links.push_back(*link);
    if (!scanner.at_end() && !scanner.take(',')) return std::nullopt;
  }
}

bool has_relation(const Link& link, std::string_view relation) {
  std::string_view rest = link.rel;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    if (equal_ignoring_case(rest.substr(0, space), relation)) return true;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return false;
}

}  // namespace back::http
