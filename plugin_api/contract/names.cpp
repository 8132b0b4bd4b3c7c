// Names of everything that is a code or an enumerator, one table each.
#include <array>

#include "back/plugin.h"
#include "contract/manifest.hpp"
#include "contract/outcome.hpp"
#include "contract/status.hpp"

namespace back::contract {
namespace {

using namespace std::string_view_literals;

constexpr std::array kStatuses = {"ok"sv,
                                  "cancelled"sv,
                                  "deadline"sv,
                                  "invalid_input"sv,
                                  "invalid_configuration"sv,
                                  "unsupported"sv,
                                  "not_found"sv,
                                  "unauthenticated"sv,
                                  "forbidden"sv,
                                  "rate_limited"sv,
                                  "unavailable"sv,
                                  "upstream_error"sv,
                                  "out_of_memory"sv,
                                  "internal"sv};
static_assert(kStatuses.size() == BACK_INTERNAL + 1);

constexpr std::array kKinds = {"unknown"sv, "check"sv, "query"sv, "execute"sv, "settle"sv};
static_assert(kKinds.size() == BACK_KIND_SETTLE + 1);

constexpr std::array kLevels = {
    "debug"sv, "info"sv, "warning"sv, "error"sv, "plugin_misbehaves"sv, "host_misbehaves"sv};
static_assert(kLevels.size() == BACK_LOG_HOST_MISBEHAVES + 1);

constexpr std::array kFieldTypes = {"string"sv, "integer"sv, "boolean"sv, "choice"sv,
                                    "teams"sv,  "option"sv,  "options"sv, "secret"sv};
static_assert(kFieldTypes.size() == static_cast<std::size_t>(FieldType::kSecret) + 1);

constexpr std::array kEffects = {"read"sv, "reversible"sv, "disruptive"sv, "destructive"sv};
static_assert(kEffects.size() == static_cast<std::size_t>(Effect::kDestructive) + 1);

constexpr std::array kOutcomes = {"done"sv, "already"sv, "refused"sv, "failed"sv, "unknown"sv};
static_assert(kOutcomes.size() == static_cast<std::size_t>(Outcome::kUnknown) + 1);

template <std::size_t Size>
bool is_index(const std::array<std::string_view, Size>&, std::int32_t code) {
  return static_cast<std::size_t>(code) < Size;  // a negative code becomes a huge one
}

template <typename Enum, std::size_t Size>
std::optional<Enum> find(const std::array<std::string_view, Size>& names, std::string_view name) {
  for (std::size_t i = 0; i < Size; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view status_name(std::int32_t status) {
  return kStatuses[is_index(kStatuses, status) ? static_cast<std::size_t>(status) : BACK_INTERNAL];
}

std::string_view kind_name(std::int32_t kind) {
  return kKinds[is_index(kKinds, kind) ? static_cast<std::size_t>(kind) : 0];
}

std::string_view log_level_name(std::int32_t level) {
  return kLevels[is_index(kLevels, level) ? static_cast<std::size_t>(level) : BACK_LOG_ERROR];
}

bool may_pass_by_itself(std::int32_t status) {
  return status == BACK_DEADLINE || status == BACK_RATE_LIMITED || status == BACK_UNAVAILABLE;
}

std::string_view name_of(FieldType type) { return kFieldTypes[static_cast<std::size_t>(type)]; }
std::string_view name_of(Effect effect) { return kEffects[static_cast<std::size_t>(effect)]; }
std::string_view name_of(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }

std::optional<FieldType> field_type_named(std::string_view name) {
  return find<FieldType>(kFieldTypes, name);
}
std::optional<Effect> effect_named(std::string_view name) { return find<Effect>(kEffects, name); }
std::optional<Outcome> outcome_named(std::string_view name) {
  return find<Outcome>(kOutcomes, name);
}

}  // namespace back::contract
