// The only file that knows libsodium.
#include "core/crypto.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "core/refused.hpp"

namespace back::host {
namespace {

void ready() {
  static const int started = sodium_init();
  if (started < 0) throw Refused("crypto", "The cryptographic library could not be started.");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

void add_hex(std::string& text, const unsigned char* data, std::size_t size) {
  const std::size_t at = text.size();
  text.resize(at + size * 2);
  sodium_bin2hex(text.data() + at, size * 2 + 1, data, size);  // with the zero at its end
}

}  // namespace

struct Sha256::State {
  crypto_hash_sha256_state sodium;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  ready();
  crypto_hash_sha256_init(&state_->sodium);
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const char> bytes) {
  crypto_hash_sha256_update(&state_->sodium, bytes_of({bytes.data(), bytes.size()}), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state_->sodium, digest.data());
  std::string text;
  add_hex(text, digest.data(), digest.size());
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add({bytes.data(), bytes.size()});
  return hash.hex();
}

std::string random_name(std::string_view prefix) {
  ready();
  std::array<unsigned char, 16> random{};
  randombytes_buf(random.data(), random.size());
  std::string name;
  name.reserve(prefix.size() + random.size() * 2);
  name = prefix;
  add_hex(name, random.data(), random.size());
  return name;
}

Secret random_key() {
  ready();
  static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  std::array<char, kKeyBytes> random{};
  randombytes_buf(random.data(), random.size());
  Secret key(std::string_view(random.data(), random.size()));
  sodium_memzero(random.data(), random.size());
  return key;
}

std::string seal(const Secret& key, std::string_view plain, std::string_view binding) {
  ready();
  constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  std::string sealed(kNonce + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonce, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(binding), binding.size(), nullptr, out,
                                             bytes_of(key.reveal()));
  return sealed;
}

std::optional<Secret> unseal(const Secret& key, std::string_view sealed, std::string_view binding) {
  ready();
  constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  std::vector<unsigned char> plain(sealed.size() - kNonce - kTag + 1);
  unsigned long long size = 0;
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
      plain.data(), &size, nullptr, bytes_of(sealed) + kNonce, sealed.size() - kNonce,
      bytes_of(binding), binding.size(), bytes_of(sealed), bytes_of(key.reveal()));
  if (opened != 0) return std::nullopt;
  Secret secret(std::string_view(reinterpret_cast<const char*>(plain.data()), size));
  sodium_memzero(plain.data(), plain.size());
  return secret;
}

}  // namespace back::host
