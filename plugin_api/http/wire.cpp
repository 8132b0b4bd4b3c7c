#include "http/wire.hpp"

#include <algorithm>
#include <iterator>

#include "http/characters.hpp"
#include "http/no_response.hpp"

namespace back::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::size_t kLongestCorrelation = 64;
constexpr std::size_t kUsualHead = 512;
constexpr std::size_t kLongestHead = std::size_t{64} << 10;  // bytes; most servers read less

bool is_token_character(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

[[noreturn]] void refuse(const char* why) {
  throw NoResponse(NoResponse::Reason::bad_request, false, why);
}

void check(const HeaderField& field) {
  if (field.name.empty() || !all_of(field.name, is_token_character) ||
      !all_of(field.value, is_printable))
    refuse("The request was not sent: one of its headers holds characters that are not allowed.");
}

bool fits_comment(char c) { return is_visible(c) && c != '(' && c != ')' && c != '\\'; }

void add_agent(std::string& head, std::string_view user_agent, std::string_view correlation) {
  head.append("User-Agent: ").append(user_agent);
  const std::size_t without = head.size();
  head += " (";
  correlation = correlation.substr(0, kLongestCorrelation);
  if (all_of(correlation, fits_comment))  // as every host's own do
    head += correlation;
  else
    std::copy_if(correlation.begin(), correlation.end(), std::back_inserter(head), fits_comment);
  if (head.size() == without + 2)
    head.resize(without);  // no comment
  else
    head += ')';
  head += kLineEnd;
}

void add_target(std::string& text, const Request& request) {
  text += request.path.text();
  if (!request.query.empty()) text.append("?").append(request.query.text());
}

void add_authority(std::string& text, const Origin& origin) {
  text += origin.host;
  if (origin.port != 443) text.append(":").append(std::to_string(origin.port));
}

void add_body_lines(std::string& head, const Request& request) {
  const bool expects_one = request.method == Method::post || request.method == Method::put;
  if (!request.body.empty()) head.append("Content-Type: application/json").append(kLineEnd);
  if (!request.body.empty() || expects_one)
    head.append("Content-Length: ").append(std::to_string(request.body.size())).append(kLineEnd);
}

// Everything before the credential's line.
std::string head_of(const Origin& origin, const Request& request, std::string_view user_agent,
                    std::string_view correlation) {
  std::string head;
  head.reserve(kUsualHead);
  head.append(name_of(request.method)).append(" ");
  add_target(head, request);
  head.append(" HTTP/1.1").append(kLineEnd);
  head.append("Host: ");
  add_authority(head, origin);
  head.append(kLineEnd);
  add_agent(head, user_agent, correlation);
  head.append("Accept: application/json").append(kLineEnd);
  for (const HeaderField& field : request.headers) {
    check(field);
    head.append(field.name).append(": ").append(field.value).append(kLineEnd);
  }
  add_body_lines(head, request);
  return head;
}

}  // namespace

std::string url_of(const Origin& origin) {
  std::string url = "https://";
  add_authority(url, origin);
  return url;
}

std::string url_of(const Origin& origin, const Request& request) {
  std::string url = url_of(origin);
  add_target(url, request);
  return url;
}

Secret bytes_of(const Origin& origin, const Request& request, std::string_view user_agent,
                std::string_view correlation) {
  const std::string head = head_of(origin, request, user_agent, correlation);
  const bool has_credential = request.authorization != nullptr;
  const std::string_view credential =
      has_credential ? request.authorization->reveal() : std::string_view();
  if (head.size() + credential.size() > kLongestHead)
    refuse("The request was not sent: its address and headers are longer than servers read.");
  return Secret({head, credential, has_credential ? kLineEnd : "", kLineEnd, request.body});
}

}  // namespace back::http
