#include "http/received_head.hpp"

#include "http/characters.hpp"

namespace back::http {
namespace {

bool is_status_line(std::string_view line) {
  return equal_ignoring_case(line.substr(0, 5), "HTTP/");
}

bool is_folded(std::string_view line) { return line.front() == ' ' || line.front() == '\t'; }

}  // namespace

void ReceivedHead::take(std::string_view line) {
  bytes_ += line.size();
  const std::size_t end = line.find_first_of("\r\n");
  const std::string_view text = line.substr(0, end);
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
