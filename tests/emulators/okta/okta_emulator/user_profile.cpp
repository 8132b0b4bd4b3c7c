#include "okta_emulator/user_profile.hpp"

#include <boost/json.hpp>

#include "okta_emulator/problem.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

constexpr std::size_t kShortestPassword = 8;

const json::object* object_at(const json::object& parent, std::string_view name) {
  const json::value* value = parent.if_contains(name);
  if (value == nullptr || value->is_null()) return nullptr;
  if (!value->is_object()) throw Problem("E0000003");
  return &value->get_object();
}

std::optional<std::string> text_at(const json::object& parent, std::string_view name) {
  const json::value* value = parent.if_contains(name);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string()) throw Problem("E0000003");
  return std::string(value->get_string());
}

void read_profile(const json::object& given, json::object& profile) {
  for (const auto& [name, value] : given) {
    if (value.is_object()) throw Problem("E0000003");
    if (value.is_null()) {
      profile.erase(name);
    } else {
      profile[name] = value;
    }
  }
}

void read_credentials(const json::object& given, Draft& draft) {
  if (const json::object* password = object_at(given, "password")) {
    draft.password = text_at(*password, "value");
    if (!draft.password && object_at(*password, "hash") != nullptr)
      draft.password = "imported hash";
    if (draft.password && draft.password->size() < kShortestPassword) {
      throw invalid("password",
                    "password: Password requirements were not met. Password requirements: at least "
                    "8 characters.");
    }
  }
  if (const json::object* question = object_at(given, "recovery_question")) {
    draft.recovery_question = text_at(*question, "question");
  }
  if (const json::object* provider = object_at(given, "provider")) {
    draft.provider = text_at(*provider, "type");
  }
}

std::string_view text_in(const json::object& profile, std::string_view name) {
  const json::value* value = profile.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

bool is_email_form(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace

Draft read_draft(const json::object& body, const User* base) {
  for (const auto& [name, value] : body) {
    if (name != "profile" && name != "credentials" && name != "groupIds" && name != "type" &&
        name != "realmId") {
      throw Problem("E0000003");
    }
  }
  Draft draft;
  if (base != nullptr) draft.profile = base->profile;
  const json::object* profile = object_at(body, "profile");
  if (profile != nullptr) read_profile(*profile, draft.profile);
  if (profile == nullptr && base == nullptr) throw Problem("E0000003");
  if (const json::object* credentials = object_at(body, "credentials")) {
    read_credentials(*credentials, draft);
  }
  return draft;
}

void check_profile(const json::object& profile, const State& state, const User* self) {
  std::vector<std::string> causes;
  std::string first;
  const auto complain = [&](std::string_view field, std::string_view what) {
    if (first.empty()) first = field;
    causes.push_back(std::string(field) + ": " + std::string(what));
  };
  for (const std::string_view field : {"login", "firstName", "lastName", "email"}) {
    if (text_in(profile, field).empty()) complain(field, "The field cannot be left blank");
  }
  const std::string_view login = text_in(profile, "login");
  if (!is_email_form(login)) {
    complain("login", "Username must be in the form of an email address");
  } else if (const User* other = state.user_by_login(login); other != nullptr && other != self) {
    complain("login", "An object with this field already exists in the current organization");
  }
  const std::string_view email = text_in(profile, "email");
  if (!email.empty() && !is_email_form(email)) {
    complain("email", "Does not match required pattern");
  }
  if (!causes.empty()) throw Problem("E0000001", first, causes);
}

void apply_credentials(const Draft& draft, User& user, Time now) {
  if (draft.password) {
    user.has_password = true;
    user.password_changed = now;
  }
  if (draft.recovery_question) user.recovery_question = *draft.recovery_question;
  if (draft.provider) user.provider = *draft.provider;
}

}  // namespace okta_emulator
