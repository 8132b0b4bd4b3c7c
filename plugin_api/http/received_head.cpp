#include "http/received_head.hpp"

#include "http/characters.hpp"

namespace back::http {
namespace {

bool is_status_line(std::string_view line) {
  return equal_ignoring_case(line.substr(0, 5), "HTTP/");
}

// Where the text of a line ends: before its first carriage return or line feed.
std::string_view text_of(std::string_view line) {
  const std::string_view first = line.substr(0, line.find('\n'));
  return first.substr(0, first.find('\r'));
}

bool is_folded(std::string_view line) { return line.front() == ' ' || line.front() == '\t'; }

}  // namespace

void ReceivedHead::take(std::string_view line) {
  bytes_ += line.size();
  const std::string_view text = text_of(line);
  const std::string_view rest = line.substr(text.size());
  is_odd_ = is_odd_ || !(rest.empty() || rest == "\r\n" || rest == "\n");
  if (is_status_line(text)) {
    headers_ = Headers();
    is_whole_ = false;
  } else if (text.empty()) {
    is_whole_ = true;
  } else if (!is_whole_) {
    const std::size_t colon = text.find(':');
    if (is_folded(text)) {
      headers_.extend(trimmed(text));
    } else if (colon != std::string_view::npos) {  // libcurl refuses an answer without one
      headers_.add(text.substr(0, colon), trimmed(text.substr(colon + 1)));
    }
  }
}

}  // namespace back::http
