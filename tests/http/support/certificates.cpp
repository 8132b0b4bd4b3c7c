#include "certificates.hpp"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdio>
#include <stdexcept>

namespace back::http {
namespace {

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL failed to make a certificate");
}

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  require(extension != nullptr);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Identity unsigned_identity(const std::string& name, long valid_seconds) {
  static std::atomic<long> serial{1};
  Identity identity{Key(EVP_EC_gen("P-256")), Certificate(X509_new())};
  X509* const certificate = identity.certificate.get();
  require(identity.key && certificate != nullptr);
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -7200);
  X509_gmtime_adj(X509_getm_notAfter(certificate), valid_seconds);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_pubkey(certificate, identity.key.get());
  return identity;
}

}  // namespace

TestAuthority::TestAuthority() {
  static std::atomic<int> count{0};
  const std::string number = std::to_string(count++);
  authority_ = unsigned_identity("Test Authority " + number, 3600);
  X509* const certificate = authority_.certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
  add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(certificate, authority_.key.get(), EVP_sha256()) != 0);
  file_ = testing::TempDir() + "back-http-ca-" + std::to_string(getpid()) + "-" + number + ".pem";
  std::FILE* const out = std::fopen(file_.c_str(), "w");
  require(out != nullptr);
  PEM_write_X509(out, certificate);
  std::fclose(out);
}

TestAuthority::~TestAuthority() { std::remove(file_.c_str()); }

Identity TestAuthority::issue(const std::vector<std::string>& hosts, long valid_seconds) const {
  Identity identity = unsigned_identity(hosts.front(), valid_seconds);
  X509* const certificate = identity.certificate.get();
  X509* const issuer = authority_.certificate.get();
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  std::string names;
  for (const std::string& host : hosts) names += (names.empty() ? "DNS:" : ",DNS:") + host;
  add_extension(certificate, issuer, NID_subject_alt_name, names);
  require(X509_sign(certificate, authority_.key.get(), EVP_sha256()) != 0);
  return identity;
}

}  // namespace back::http
