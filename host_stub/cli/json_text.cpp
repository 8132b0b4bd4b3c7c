#include "cli/json_text.hpp"

#include <cstdio>
#include <sstream>

#include "json/strict_json.hpp"
#include "json/utf8.hpp"

namespace back::cli {
namespace {

// As \uXXXX; such characters stand inside strings only, where JSON has already escaped those below
// 0x20.
void put_escaped(std::ostream& out, std::uint32_t code) {
  char escape[8];
  std::snprintf(escape, sizeof escape, "\\u%04x", code & 0xFFFFu);
  out << escape;
}

bool is_mark(std::uint32_t code) { return code == 0x061C || code == 0x200E || code == 0x200F; }

void put_harmless(std::ostream& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const json::Utf8Char next = json::decode_utf8(text, at);
    if (!next.valid)
      out << "\\ufffd";
    else if (json::is_control(next.code) || is_mark(next.code))
      put_escaped(out, next.code);
    else
      out << text.substr(at, next.size);
    at += next.size;
  }
}

void put_string(std::ostream& out, std::string_view text) {
  out << '"';
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '"' && text[at] != '\\') continue;
    put_harmless(out, text.substr(done, at - done));
    out << '\\' << text[at];
    done = at + 1;
  }
  put_harmless(out, text.substr(done));
  out << '"';
}

}  // namespace

std::string json_text(const boost::json::value& document) {
  std::ostringstream text;
  put_harmless(text, json::canonical(document));
  return text.str();
}

void print_json(std::ostream& out, const boost::json::object& document) {
  out << json_text(document) << '\n' << std::flush;
}

void print_json_with_secrets(std::ostream& out, const boost::json::object& document,
                             const std::vector<SecretMember>& secrets) {
  std::string text = json_text(document);
  text.pop_back();  // the closing brace
  out << text << (document.empty() ? "" : ",") << "\"one_time\":[";
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    out << (i == 0 ? "{\"field\":" : ",{\"field\":");
    put_string(out, secrets[i].field);
    out << ",\"title\":";
    put_string(out, secrets[i].title);
    out << ",\"value\":";
    put_string(out, secrets[i].value);
    out << '}';
  }
  out << "]}\n" << std::flush;
}

}  // namespace back::cli
