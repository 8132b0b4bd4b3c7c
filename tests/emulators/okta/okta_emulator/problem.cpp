#include "okta_emulator/problem.hpp"

#include <boost/json.hpp>

#include "okta_emulator/tables.hpp"

namespace okta_emulator {

Problem not_found(std::string_view id, std::string_view type) {
  return Problem("E0000007",
                 "Resource not found: " + std::string(id) + " (" + std::string(type) + ")");
}

Problem invalid(std::string_view about, std::string_view cause) {
  return Problem("E0000001", std::string(about), {std::string(cause)});
}

Answer error_answer(const Problem& problem, Ids& ids) {
  const ErrorText& text = error_text(problem.code);
  std::string summary = text.summary;
  if (const auto at = summary.find("{0}"); at != std::string::npos) {
    summary.replace(at, 3, problem.about);
  }
  boost::json::array causes;
  for (const std::string& cause : problem.causes) {
    causes.push_back(boost::json::object{{"errorSummary", cause}});
  }
  Answer answer;
  answer.status = text.status;
  answer.body = boost::json::serialize(boost::json::object{{"errorCode", problem.code},
                                                           {"errorSummary", summary},
                                                           {"errorLink", problem.code},
                                                           {"errorId", ids.error()},
                                                           {"errorCauses", std::move(causes)}});
  if (problem.code == "E0000011") answer.headers.emplace_back("www-authenticate", "SSWS");
  return answer;
}

}  // namespace okta_emulator
