// A refusal in Okta's words: code, what fills the {0} of its text, and causes. Thrown by endpoints,
// answered in one place.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "okta_emulator/ids.hpp"
#include "okta_emulator/message.hpp"

namespace okta_emulator {

class Problem : public std::exception {
 public:
  explicit Problem(std::string problem_code, std::string problem_about = {},
                   std::vector<std::string> problem_causes = {})
      : code(std::move(problem_code)),
        about(std::move(problem_about)),
        causes(std::move(problem_causes)) {}
  const char* what() const noexcept override { return code.c_str(); }

  std::string code;
  std::string about;
  std::vector<std::string> causes;
};

// E0000007 "Not found: Resource not found: 00u… (User)".
Problem not_found(std::string_view id, std::string_view type);
// E0000001 "Api validation failed: …" with one cause.
Problem invalid(std::string_view about, std::string_view cause);

// Okta's five fields. The code must be in data/errors.json.
Answer error_answer(const Problem& problem, Ids& ids);

}  // namespace okta_emulator
