// The one exception of the host: something was not done, and why. The code is for programs, the
// sentence for people.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace back::host {

class Refused : public std::runtime_error {
 public:
  Refused(std::string code, const std::string& sentence)
      : std::runtime_error(sentence), code_(std::move(code)) {}
  const std::string& code() const noexcept { return code_; }
  std::string sentence() const { return what(); }

 private:
  std::string code_;
};

}  // namespace back::host
