#include "okta_emulator/target.hpp"

#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

bool parse_query(std::string_view query, Target& target) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::optional<std::string>("")
                                                  : percent_decode(pair.substr(equals + 1), true);
    if (!name || !value) return false;
    target.query.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::optional<std::string_view> Target::parameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<Target> parse_target(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  Target target;
  const auto question = raw.find('?');
  target.path = raw.substr(0, question);
  if (target.path.size() > 1 && target.path.ends_with('/')) target.path.remove_suffix(1);
  std::string_view rest = target.path.substr(1);
  while (!rest.empty()) {
    const std::string_view segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), segment.size() + 1));
    auto decoded = percent_decode(segment, false);
    if (!decoded) return std::nullopt;
    target.segments.push_back(std::move(*decoded));
  }
  if (question != std::string_view::npos && !parse_query(raw.substr(question + 1), target)) {
    return std::nullopt;
  }
  return target;
}

}  // namespace okta_emulator
