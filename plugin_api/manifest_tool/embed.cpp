#include "manifest_tool/embed.hpp"

#include <algorithm>

namespace back::manifest_tool {
namespace {

constexpr std::size_t kBytesPerLine = 80;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

// One byte of a string literal. Octal escapes have three digits, so nothing can run into them.
void append_literal(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (byte >= 0x20 && byte < 0x7f && c != '?') {  // ? might begin a trigraph
    out += c;
  } else {
    out += '\\';
    for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + ((byte >> shift) & 7));
  }
}

std::string string_literal(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += kBytesPerLine) {
    out += "\n    \"";
    for (const char c : text.substr(i, kBytesPerLine)) append_literal(out, c);
    out += '"';
  }
  return out;
}

// Character by character: C promises string literals of no more than 509 characters.
std::string initialiser(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 20 == 0) out += "\n  ";
    const char c = text[i];
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '"') {
      out += "'\"'";
    } else {
      out += '\'';
      append_literal(out, c);
      out += '\'';
    }
    out += ',';
  }
  return out;
}

}  // namespace

std::string cpp_header(const contract::Manifest& manifest, const std::string& json) {
  return "// The manifest of " + manifest.id +
         ", checked and made canonical by back-manifest.\n"
         "#pragma once\n\n#include <string_view>\n\nnamespace " +
         manifest.id + "::manifest {\n\ninline constexpr std::string_view kId = \"" + manifest.id +
         "\";\ninline constexpr std::string_view kVersion = \"" + manifest.version +
         "\";\ninline constexpr std::string_view kJson =" + string_literal(json) +
         ";\n\n}  // namespace " + manifest.id + "::manifest\n";
}

std::string c_header(const contract::Manifest& manifest, const std::string& json) {
  const std::string prefix = upper(manifest.id);
  return "/* The manifest of " + manifest.id +
         ", checked and made canonical by back-manifest. */\n" + "#ifndef " + prefix +
         "_MANIFEST_H\n#define " + prefix + "_MANIFEST_H\n\n#define " + prefix + "_ID \"" +
         manifest.id + "\"\n#define " + prefix + "_VERSION \"" + manifest.version +
         "\"\n\n/* Canonical JSON of sizeof " + prefix + "_MANIFEST - 1 bytes, and a NUL. */\n" +
         "static const char " + prefix + "_MANIFEST[] = {" + initialiser(json) +
         "\n  0};\n\n#endif\n";
}

}  // namespace back::manifest_tool
