// The fuzz targets: each is given any bytes at all and must keep its promises about them. libFuzzer
// runs them (entry.cpp, tools/fuzz), and so does an ordinary test on the committed inputs
// (corpus_test.cpp).
#pragma once

#include <span>
#include <stdexcept>
#include <string_view>

namespace back::fuzz {

// A promise that was not kept. Nothing catches it on its way out of a target.
class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void require(bool holds, const char* promise) {
  if (!holds) throw Broken(promise);
}

void manifest(std::string_view input);
void configuration(std::string_view input);
void okta_answers(std::string_view input);
void link_header(std::string_view input);
void rate_headers(std::string_view input);
void raw_http(std::string_view input);

struct Target {
  std::string_view name;  // also of its folder in corpus/
  void (*run)(std::string_view input);
};

std::span<const Target> targets();

}  // namespace back::fuzz
