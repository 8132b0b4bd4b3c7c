#include "okta/model/factor.hpp"

#include <algorithm>
#include <array>

#include "okta/model/fields.hpp"
#include "okta/model/text.hpp"

namespace okta {
namespace {

constexpr std::string_view kWhat = "a factor";
constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kLongestDevice = 60;
constexpr std::size_t kDigitsShown = 4;

enum class Of { none, device, phone, authenticator };

struct TypeRow {
  std::string_view type, provider;  // provider: empty for any
  std::string_view name;
  Of of;  // what of its profile tells one from another
};
constexpr std::array<TypeRow, 19> kTypes = {{
    {"push", "OKTA", "Okta Verify (push)", Of::device},
    {"push", "", "Push notification", Of::device},
    {"signed_nonce", "", "Okta FastPass", Of::device},
    {"token:software:totp", "OKTA", "Okta Verify (code)", Of::device},
    {"token:software:totp", "GOOGLE", "Google Authenticator", Of::none},
    {"token:software:totp", "", "Authenticator app (code)", Of::none},
    {"sms", "", "Text message", Of::phone},
    {"call", "", "Voice call", Of::phone},
    {"webauthn", "", "Security key or biometrics", Of::authenticator},
    {"u2f", "", "Security key (U2F)", Of::authenticator},
    {"token:hardware", "YUBICO", "YubiKey (code)", Of::none},
    {"token:hardware", "", "Hardware token", Of::none},
    {"token:hotp", "", "Token (code)", Of::none},
    {"token", "RSA", "RSA SecurID", Of::none},
    {"token", "SYMANTEC", "Symantec VIP", Of::none},
    {"token", "", "Token", Of::none},
    {"web", "DUO", "Duo Security", Of::none},
    {"email", "", "E-mail", Of::none},
    {"question", "", "Security question", Of::none},
}};

std::string text_of(const Fields& profile, std::string_view name) {
  const auto* value = profile.object().if_contains(name);
  return value != nullptr && value->is_string()
             ? shown(std::string_view(value->get_string()), kLongestDevice)
             : std::string();
}

// Enough of a number to tell two apart.
std::string last_digits(std::string_view number) {
  std::string digits;
  std::copy_if(number.begin(), number.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  if (digits.size() > kDigitsShown) digits.erase(0, digits.size() - kDigitsShown);
  return digits;
}

std::string which(Of of, const Fields& profile) {
  std::string text;
  switch (of) {
    case Of::none:
      break;
    case Of::device:
      text = text_of(profile, "name");
      return text.empty() ? text : " on " + text;
    case Of::phone:
      text = last_digits(text_of(profile, "phoneNumber"));
      return text.empty() ? text : " to …" + text;
    case Of::authenticator:
      text = text_of(profile, "authenticatorName");
      return text.empty() ? text : " (" + text + ")";
  }
  return text;
}

std::string name_of(const std::string& type, std::string_view provider,
                    const std::optional<Fields>& profile) {
  const auto* const row = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& each) {
    return each.type == type && (each.provider.empty() || each.provider == provider);
  });
  if (row == kTypes.end()) return "Factor (" + type + ")";
  return std::string(row->name) + (profile ? which(row->of, *profile) : std::string());
}

bool is_row_of_okta_verify(std::string_view type) {
  return type == "push" || type == "signed_nonce" || type == "token:software:totp";
}

}  // namespace

Factor Factor::read(const boost::json::value& value) {
  const Fields fields(value, kWhat);
  auto id = FactorId::from(fields.text("id"));
  if (!id) throw wrong_answer(kWhat, "id");
  const std::string_view status = fields.text("status");
  const bool active = status == "ACTIVE";
  std::string type = shown(fields.text("factorType"), kLongestWord);
  const std::string_view provider = fields.text_or_empty("provider");
  std::string name = name_of(type, provider, fields.object_or_none("profile"));
  const bool okta_verify = provider == "OKTA" && is_row_of_okta_verify(type);
  return Factor{
      *std::move(id), std::move(type), std::move(name), active, shown(status, kLongestWord),
      okta_verify};
}

Factors read_factors(const boost::json::value& value) {
  return read_list<Factor, Factors>(value, "the factors");
}

bool has_mfa(const Factors& factors) {
  return std::any_of(factors.begin(), factors.end(),
                     [](const Factor& factor) { return factor.is_mfa(); });
}

std::vector<std::string> mfa_names(const Factors& factors) {
  std::vector<std::string> names;
  for (const Factor& factor : factors) {
    if (factor.is_mfa()) names.push_back(factor.name);
  }
  return names;
}

}  // namespace okta
