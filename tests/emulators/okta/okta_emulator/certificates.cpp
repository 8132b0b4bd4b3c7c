#include "okta_emulator/certificates.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

namespace okta_emulator {
namespace {

constexpr long kOneHour = 3600;
constexpr long kLifetime = 30L * 24 * kOneHour;

template <auto Free>
struct Deleter {
  template <typename Object>
  void operator()(Object* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;

void require(bool worked, const char* what) {
  if (!worked) throw std::runtime_error(std::string("OpenSSL could not ") + what);
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  require(key != nullptr, "make a key");
  return key;
}

std::string text_of(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

std::string pem(const Certificate& certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  require(PEM_write_bio_X509(bio.get(), certificate.get()) == 1, "write a certificate");
  return text_of(bio);
}

std::string pem(const Key& key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  require(
      PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
      "write a key");
  return text_of(bio);
}

void add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  require(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1,
          "add an extension");
}

void set_serial(X509* certificate) {
  std::array<unsigned char, 8> bytes{};
  require(RAND_bytes(bytes.data(), int(bytes.size())) == 1, "draw a serial number");
  bytes[0] &= 0x7FU;
  const std::unique_ptr<BIGNUM, Deleter<BN_free>> number(
      BN_bin2bn(bytes.data(), int(bytes.size()), nullptr));
  require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr,
          "set a serial number");
}

Certificate blank(const Key& key, const std::string& common_name) {
  Certificate certificate(X509_new());
  require(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1,
          "start a certificate");
  set_serial(certificate.get());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kOneHour);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kLifetime);
  require(X509_set_pubkey(certificate.get(), key.get()) == 1, "set a public key");
  const auto* name = reinterpret_cast<const unsigned char*>(common_name.c_str());
  require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                     name, -1, -1, 0) == 1,
          "name a certificate");
  return certificate;
}

bool is_address(const std::string& name) {
  return name.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

struct Authority::Keys {
  Key key;
  Certificate certificate;
};

Authority::Authority() : keys_(std::make_unique<Keys>()) {
  keys_->key = make_key();
  keys_->certificate = blank(keys_->key, "okta-emulator throw-away CA");
  X509* self = keys_->certificate.get();
  require(X509_set_issuer_name(self, X509_get_subject_name(self)) == 1, "name an issuer");
  add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(self, self, NID_subject_key_identifier, "hash");
  require(X509_sign(self, keys_->key.get(), EVP_sha256()) > 0, "sign a certificate");
  certificate_pem_ = pem(keys_->certificate);
}

Authority::~Authority() = default;

Identity Authority::issue(const std::vector<std::string>& names) const {
  if (names.empty()) throw std::invalid_argument("a certificate needs at least one name");
  const Key key = make_key();
  const Certificate certificate = blank(key, "okta-emulator");
  X509* leaf = certificate.get();
  X509* issuer = keys_->certificate.get();
  require(X509_set_issuer_name(leaf, X509_get_subject_name(issuer)) == 1, "name an issuer");
  std::string alternatives;
  for (const std::string& name : names) {
    alternatives += (alternatives.empty() ? "" : ",");
    alternatives += (is_address(name) ? "IP:" : "DNS:") + name;
  }
  add_extension(leaf, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(leaf, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(leaf, issuer, NID_ext_key_usage, "serverAuth");
  add_extension(leaf, issuer, NID_subject_key_identifier, "hash");
  add_extension(leaf, issuer, NID_authority_key_identifier, "keyid:always");
  add_extension(leaf, issuer, NID_subject_alt_name, alternatives);
  require(X509_sign(leaf, keys_->key.get(), EVP_sha256()) > 0, "sign a certificate");
  return {pem(certificate), pem(key)};
}

}  // namespace okta_emulator
