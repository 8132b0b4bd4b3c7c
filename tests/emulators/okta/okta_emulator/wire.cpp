#include "okta_emulator/wire.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "okta_emulator/message.hpp"

namespace okta_emulator {
namespace {

constexpr std::array<std::string_view, 4> kCuts = {"nowhere", "status_line", "headers", "body"};
constexpr std::array<std::string_view, 3> kEnds = {"close", "reset", "stall"};
constexpr std::array<std::string_view, 7> kFramings = {
    "length", "chunked", "until_close", "both", "bad_chunk", "short_chunk", "no_last_chunk"};

template <typename Enum, std::size_t Size>
std::optional<Enum> named(const std::array<std::string_view, Size>& names, std::string_view name) {
  const auto* found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 302:
      return "Found";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Status";
  }
}

void append_number(std::string& text, std::uint64_t number, int base = 10) {
  std::array<char, 24> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
  text.append(digits.data(), result.ptr);
}

bool is_chunked(Wire::Framing framing) {
  return framing != Wire::Framing::length && framing != Wire::Framing::until_close;
}

void append_head(std::string& bytes, const Answer& answer, bool keep_alive) {
  using Framing = Wire::Framing;
  const Framing framing = answer.wire.framing;
  bytes += "HTTP/1.1 ";
  append_number(bytes, static_cast<std::uint64_t>(answer.status));
  bytes += ' ';
  bytes += reason_of(answer.status);
  bytes += "\r\n";
  for (const auto& [name, value] : answer.headers) {
    bytes += name;
    bytes += ": ";
    bytes += value;
    bytes += "\r\n";
  }
  if (framing == Framing::length || framing == Framing::both) {
    bytes += "Content-Length: ";
    append_number(bytes, answer.wire.content_length.value_or(answer.body.size()));
    bytes += "\r\n";
  }
  if (is_chunked(framing)) bytes += "Transfer-Encoding: chunked\r\n";
  if (!keep_alive || framing == Framing::until_close) bytes += "Connection: close\r\n";
  bytes += "\r\n";
}

void append_chunk(std::string& bytes, std::string_view part, std::size_t said) {
  if (part.empty()) return;
  append_number(bytes, said, 16);
  bytes += "\r\n";
  bytes += part;
  bytes += "\r\n";
}

// The body in two chunks, the second of which is what the framing says.
void append_chunks(std::string& bytes, std::string_view body, Wire::Framing framing) {
  using Framing = Wire::Framing;
  const std::string_view first = body.substr(0, (body.size() + 1) / 2);
  const std::string_view second = body.substr(first.size());
  append_chunk(bytes, first, first.size());
  if (framing == Framing::bad_chunk) {
    bytes += "xyz\r\n";
    bytes += second;
    bytes += "\r\n";
  } else if (framing == Framing::short_chunk) {
    append_number(bytes, second.size() + 100, 16);
    bytes += "\r\n";
    bytes += second;
    return;
  } else {
    append_chunk(bytes, second, second.size());
  }
  if (framing != Framing::no_last_chunk) bytes += "0\r\n\r\n";
}

// Where in `bytes` the answer is cut, if at all. `head` and `line` are where headers and status
// line end.
std::optional<std::size_t> cut_at(const Wire& wire, std::size_t from, std::size_t line,
                                  std::size_t head, std::size_t size) {
  if (wire.cut_after) return std::min(*wire.cut_after, size);
  switch (wire.cut) {
    case Wire::Cut::nowhere:
      return std::nullopt;
    case Wire::Cut::status_line:
      return from + (line - from) / 2;
    case Wire::Cut::headers:
      return line + (head - line) / 2;
    case Wire::Cut::body:
      break;
  }
  return size == head ? head - 1 : head + (size - head) / 2;
}

}  // namespace

bool Wire::breaks() const {
  const bool broken_chunks = framing == Framing::both || framing == Framing::bad_chunk ||
                             framing == Framing::short_chunk || framing == Framing::no_last_chunk;
  return cut != Cut::nowhere || cut_after || content_length || broken_chunks;
}

Transmission transmission(const Answer& answer, bool keep_alive) {
  const Wire& wire = answer.wire;
  Transmission result;
  std::string& bytes = result.bytes;
  bytes.reserve(512 + 40 * answer.headers.size() + answer.body.size());
  for (std::size_t i = 0; i < wire.interim; ++i) bytes += "HTTP/1.1 103 Early Hints\r\n\r\n";
  const std::size_t from = bytes.size();
  append_head(bytes, answer, keep_alive);
  const std::size_t head = bytes.size();
  if (is_chunked(wire.framing)) {
    append_chunks(bytes, answer.body, wire.framing);
  } else {
    bytes += answer.body;
  }
  result.ends =
      !keep_alive || wire.framing == Wire::Framing::until_close ||
      (wire.breaks() && wire.content_length.value_or(answer.body.size() + 1) > answer.body.size());
  if (wire.cut != Wire::Cut::nowhere || wire.cut_after) {
    const std::size_t line = bytes.find("\r\n", from) + 2;
    const auto at = cut_at(wire, from, line, head, bytes.size());
    bytes.resize(at.value_or(bytes.size()));
    result.ends = true;
  }
  return result;
}

std::optional<Wire::Cut> parse_cut(std::string_view name) { return named<Wire::Cut>(kCuts, name); }
std::optional<Wire::End> parse_end(std::string_view name) { return named<Wire::End>(kEnds, name); }
std::optional<Wire::Framing> parse_framing(std::string_view name) {
  return named<Wire::Framing>(kFramings, name);
}
std::string_view cut_name(Wire::Cut cut) { return kCuts.at(static_cast<std::size_t>(cut)); }
std::string_view end_name(Wire::End end) { return kEnds.at(static_cast<std::size_t>(end)); }
std::string_view framing_name(Wire::Framing framing) {
  return kFramings.at(static_cast<std::size_t>(framing));
}

}  // namespace okta_emulator
