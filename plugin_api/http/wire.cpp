#include "http/wire.hpp"

#include "http/characters.hpp"
#include "http/no_response.hpp"

namespace back::http {
namespace {

constexpr std::size_t kLongestCorrelation = 64;

bool is_token_character(char c) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

void check(const HeaderField& field) {
  if (field.name.empty() || !all_of(field.name, is_token_character) ||
      !all_of(field.value, is_printable))
    throw NoResponse(
        NoResponse::Reason::bad_request, false,
        "The request was not sent: one of its headers holds characters that are not allowed.");
}

bool fits_comment(char c) { return is_visible(c) && c != '(' && c != ')' && c != '\\'; }

std::string agent_line(std::string_view user_agent, std::string_view correlation) {
  std::string line = "User-Agent: ";
  line.reserve(line.size() + user_agent.size() + kLongestCorrelation + 3);
  line += user_agent;
  const std::size_t without = line.size();
  line += " (";
  for (const char c : correlation.substr(0, kLongestCorrelation))
    if (fits_comment(c)) line += c;
  if (line.size() == without + 2)
    line.resize(without);  // no comment
  else
    line += ')';
  return line;
}

}  // namespace

std::string url_of(const Origin& origin, const Request& request) {
  std::string url = "https://";
  url.reserve(url.size() + origin.host.size() + request.path.text().size());
  url += origin.host;
  if (origin.port != 443) url += ":" + std::to_string(origin.port);
  url += request.path.text();
  if (!request.query.empty()) url += "?" + request.query.text();
  return url;
}

std::vector<std::string> header_lines(const Request& request, std::string_view user_agent,
                                      std::string_view correlation) {
  std::vector<std::string> lines;
  lines.reserve(request.headers.size() + 4);
  lines.emplace_back("Accept: application/json");
  lines.emplace_back(request.body.empty() ? "Content-Type:" : "Content-Type: application/json");
  lines.emplace_back("Expect:");
  lines.push_back(agent_line(user_agent, correlation));
  for (const HeaderField& field : request.headers) {
    check(field);
    // An empty value needs the semicolon form of the library.
    lines.push_back(field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
  }
  return lines;
}

}  // namespace back::http
