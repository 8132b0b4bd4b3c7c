#include "path_templates.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace okta_test {
namespace {

constexpr auto kTemplates = std::to_array<std::string_view>(
    {"GET /.well-known/okta-organization",
     "GET /api/v1/org",
     "GET /api/v1/users",
     "GET /api/v1/users/me",
     "GET /api/v1/users/{00u}",
     "GET /api/v1/users/{00u}/factors",
     "GET /api/v1/users/{00u}/factors/{factor}/transactions/{word}",
     "GET /api/v1/users/{00u}/groups",
     "GET /api/v1/users/{00u}/roles",
     "GET /api/v1/apps",
     "GET /api/v1/apps/{0oa}",
     "GET /api/v1/apps/{0oa}/groups",
     "GET /api/v1/apps/{0oa}/users/{00u}",
     "GET /api/v1/groups",
     "GET /api/v1/groups/rules",
     "GET /api/v1/groups/{00g}",
     "GET /api/v1/groups/{00g}/apps",
     "GET /api/v1/groups/{00g}/roles",
     "GET /api/v1/groups/{00g}/users/{00u}/group-rules",
     "GET /api/v1/logs",
     "GET /api/v1/meta/schemas/apps/{0oa}/default",
     "POST /api/v1/apps/{0oa}/users",
     "POST /api/v1/users/{00u}/factors/{factor}/verify",
     "POST /api/v1/users/{00u}/lifecycle/activate",
     "POST /api/v1/users/{00u}/lifecycle/deactivate",
     "POST /api/v1/users/{00u}/lifecycle/expire_password",
     "POST /api/v1/users/{00u}/lifecycle/expire_password_with_temp_password",
     "POST /api/v1/users/{00u}/lifecycle/reactivate",
     "POST /api/v1/users/{00u}/lifecycle/reset_factors",
     "POST /api/v1/users/{00u}/lifecycle/reset_password",
     "POST /api/v1/users/{00u}/lifecycle/suspend",
     "POST /api/v1/users/{00u}/lifecycle/unlock",
     "POST /api/v1/users/{00u}/lifecycle/unsuspend",
     "PUT /api/v1/groups/{00g}/users/{00u}",
     "DELETE /api/v1/users/{00u}/factors/{factor}/transactions/{word}"});

constexpr auto kLeaves = std::to_array<std::string_view>(
    {"DELETE /api/v1/users/{00u}/sessions", "DELETE /api/v1/users/{00u}/factors/{factor}",
     "DELETE /api/v1/groups/{00g}/users/{00u}", "DELETE /api/v1/apps/{0oa}/users/{00u}"});

constexpr auto kParameters = std::to_array<std::string_view>(
    {"after", "expand", "filter", "forgetDevices", "limit", "oauthTokens", "q",
     "removeRecoveryEnrollment", "revokeSessions", "search", "sendEmail", "since", "sortBy",
     "sortOrder", "until", "includeNonDeleted", "useOptimization", "fields", "tempPassword"});

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool all_alphanumeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_alphanumeric);
}

bool fits_placeholder(std::string_view kind, std::string_view text) {
  if (kind == "word") return text.size() <= 64 && all_alphanumeric(text);
  if (text.size() != 20 || !all_alphanumeric(text)) return false;
  return kind == "factor" || text.starts_with(kind);
}

std::vector<std::string_view> pieces(std::string_view text, char between) {
  std::vector<std::string_view> list;
  for (;;) {
    const std::size_t end = text.find(between);
    list.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return list;
    text.remove_prefix(end + 1);
  }
}

bool fits(std::string_view pattern, std::string_view method, std::string_view path) {
  const std::size_t space = pattern.find(' ');
  if (pattern.substr(0, space) != method) return false;
  const auto wanted = pieces(pattern.substr(space + 1), '/');
  const auto given = pieces(path, '/');
  return std::equal(wanted.begin(), wanted.end(), given.begin(), given.end(),
                    [](std::string_view want, std::string_view have) {
                      if (!want.starts_with('{')) return want == have;
                      return fits_placeholder(want.substr(1, want.size() - 2), have);
                    });
}

// What a query may hold as it is (RFC 3986, 3.4) but "&", which ends a value. A cursor goes back to
// Okta as it came.
bool may_stand_in_a_value(char c) {
  return is_alphanumeric(c) ||
         std::string_view("-._~!$'()*+,;=:@/?").find(c) != std::string_view::npos;
}

bool is_value(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (may_stand_in_a_value(text[i])) continue;
    const auto is_hex = [&](std::size_t at) {
      return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    if (text[i] != '%' || !is_hex(i + 1) || !is_hex(i + 2)) return false;
    i += 2;
  }
  return true;
}

bool is_query(std::string_view query) {
  const auto pairs = pieces(query, '&');
  return std::all_of(pairs.begin(), pairs.end(), [](std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return false;
    const bool known = std::find(kParameters.begin(), kParameters.end(), pair.substr(0, equals)) !=
                       kParameters.end();
    pair.remove_prefix(equals + 1);
    return known && is_value(pair);
  });
}

template <typename Patterns>
bool any_fits(const Patterns& patterns, std::string_view method, std::string_view target) {
  const std::size_t question = target.find('?');
  if (question != std::string_view::npos && !is_query(target.substr(question + 1))) return false;
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    return fits(pattern, method, target.substr(0, question));
  });
}

}  // namespace

bool is_a_request_of_the_plugin(std::string_view method, std::string_view target) {
  return any_fits(kTemplates, method, target) || any_fits(kLeaves, method, target);
}

bool removes_a_leaf(std::string_view method, std::string_view target) {
  return any_fits(kLeaves, method, target) || target.find("/transactions/") != target.npos;
}

}  // namespace okta_test
