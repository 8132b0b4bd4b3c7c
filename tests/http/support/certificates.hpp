// A certificate authority that lives as long as a test, and certificates signed by it.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

namespace back::http {

struct KeyFree {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateFree {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;
using Certificate = std::unique_ptr<X509, CertificateFree>;

struct Identity {
  Key key;
  Certificate certificate;
};

class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  // valid_seconds may be negative: expired.
  Identity issue(const std::vector<std::string>& hosts, long valid_seconds = 3600) const;
  // A PEM file with the authority's certificate.
  const std::string& file() const { return file_; }

 private:
  Identity authority_;
  std::string file_;
};

}  // namespace back::http
