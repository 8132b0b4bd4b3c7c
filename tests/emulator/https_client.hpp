// One HTTPS connection by libcurl, for tests: verifies against a CA given as text, keeps alive,
// tells what went wrong.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emulator_test {

struct Received {
  int curl_code = 0;  // CURLE_OK is 0
  long status = 0;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  long new_connections = 0;
  std::string header(std::string_view name) const;
};

class HttpsClient {
 public:
  // Whatever host a URL names, the connection goes to 127.0.0.1:port.
  HttpsClient(std::string ca_pem, std::uint16_t port);
  ~HttpsClient();
  HttpsClient(const HttpsClient&) = delete;
  HttpsClient& operator=(const HttpsClient&) = delete;

  Received send(const std::string& method, const std::string& url, const std::string& token = {},
                const std::string& body = {});
  // Without "Content-Length: 0" on an empty POST, as `curl -X POST` does it.
  Received post_without_length(const std::string& url, const std::string& token);
  long tls_version = 0;  // a CURL_SSLVERSION_… to insist on; 0: libcurl's choice

 private:
  Received perform(const std::vector<std::string>& headers, const std::string& method,
                   const std::string& url);

  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::string ca_pem_;
  std::uint16_t port_;
};

}  // namespace emulator_test
