// What every type of factor has in common: the beginning of its ids and its usual provider.
#pragma once

#include <array>
#include <string_view>

namespace okta_emulator {

struct FactorKind {
  std::string_view type, id_prefix, provider;
};

inline constexpr std::array<FactorKind, 13> kFactorKinds = {{
    {"sms", "mbl", "OKTA"},  // rec 058
    {"call", "clf", "OKTA"},
    {"email", "emf", "OKTA"},
    {"push", "opf", "OKTA"},
    {"signed_nonce", "crp", "OKTA"},  // rec 059
    {"token:software:totp", "ost", "OKTA"},
    {"question", "ufs", "OKTA"},
    {"webauthn", "fwf", "FIDO"},
    {"u2f", "fuf", "FIDO"},
    {"token:hardware", "ykf", "YUBICO"},
    {"token:hotp", "hot", "CUSTOM"},
    {"token", "rsa", "RSA"},
    {"web", "duo", "DUO"},
}};

constexpr const FactorKind* factor_kind(std::string_view type) {
  for (const FactorKind& kind : kFactorKinds) {
    if (kind.type == type) return &kind;
  }
  return nullptr;
}

}  // namespace okta_emulator
