#include "core/result_copy.hpp"

#include <algorithm>

#include "core/abi_text.hpp"

namespace back::host {
namespace {

constexpr std::size_t kLongestSentence = 4096;
constexpr std::size_t kMostSecrets = 16;
constexpr std::size_t kLongestSecret = 64u << 10;

void copy_secrets(const back_result& result, Answer& answer) {
  if (!BACK_HAS(&result, back_result, secret_count) || result.secrets == nullptr) return;
  const std::size_t count = std::min(result.secret_count, kMostSecrets);
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = view_of(result.secrets[i].value).substr(0, kLongestSecret);
    answer.secrets.push_back({short_copy(view_of(result.secrets[i].field)), Secret(value)});
  }
}

}  // namespace

std::string short_copy(std::string_view text) {
  return std::string(text.substr(0, kLongestSentence));
}

Answer copy_of(const back_result& result, std::uint64_t max_output) {
  Answer answer;
  if (BACK_HAS(&result, back_result, status)) answer.status = result.status;
  if (BACK_HAS(&result, back_result, output)) {
    answer.too_large = view_of(result.output).size() > max_output;
    if (!answer.too_large) answer.output = view_of(result.output);
  }
  if (BACK_HAS(&result, back_result, person)) answer.person = short_copy(view_of(result.person));
  if (BACK_HAS(&result, back_result, operator_text))
    answer.operator_text = short_copy(view_of(result.operator_text));
  if (BACK_HAS(&result, back_result, details) && view_of(result.details).size() <= kLongestSecret)
    answer.details = view_of(result.details);
  copy_secrets(result, answer);
  return answer;
}

}  // namespace back::host
