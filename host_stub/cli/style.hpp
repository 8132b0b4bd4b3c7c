// Colours, where they are wanted. Without them every function returns its text unchanged.
#pragma once

#include <string>
#include <string_view>

namespace back::cli {

class Style {
 public:
  explicit Style(bool colours = false) : colours_(colours) {}

  std::string bold(std::string_view text) const { return dressed("1", text); }
  std::string dim(std::string_view text) const { return dressed("2", text); }
  std::string good(std::string_view text) const { return dressed("32", text); }
  std::string warning(std::string_view text) const { return dressed("33", text); }
  std::string bad(std::string_view text) const { return dressed("31", text); }
  // tone: good, neutral, warning, bad; as in requester.schema.json.
  std::string toned(std::string_view tone, std::string_view text) const;

 private:
  std::string dressed(std::string_view code, std::string_view text) const;
  bool colours_;
};

}  // namespace back::cli
