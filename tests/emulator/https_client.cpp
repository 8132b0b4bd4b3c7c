#include "https_client.hpp"

#include <curl/curl.h>

namespace emulator_test {
namespace {

constexpr long kPatienceMs = 20000;

std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* target) {
  static_cast<Received*>(target)->body.append(data, size * count);
  return size * count;
}

std::size_t take_header(const char* data, std::size_t size, std::size_t count, void* target) {
  std::string line(data, size * count);
  const auto colon = line.find(": ");
  if (colon == std::string::npos) return size * count;
  std::string name = line.substr(0, colon);
  for (char& character : name) {
    if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
  }
  const std::string value = line.substr(colon + 2, line.find_last_not_of("\r\n") - colon - 1);
  static_cast<Received*>(target)->headers.emplace_back(name, value);
  return size * count;
}

}  // namespace

struct HttpsClient::Handle {
  CURL* curl = curl_easy_init();
  curl_slist* connect_to = nullptr;
  ~Handle() {
    curl_easy_cleanup(curl);
    curl_slist_free_all(connect_to);
  }
};

std::string Received::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

HttpsClient::HttpsClient(std::string ca_pem, std::uint16_t port)
    : handle_(std::make_unique<Handle>()), ca_pem_(std::move(ca_pem)), port_(port) {
  const std::string to = "::127.0.0.1:" + std::to_string(port_);
  handle_->connect_to = curl_slist_append(nullptr, to.c_str());
}

HttpsClient::~HttpsClient() = default;

Received HttpsClient::perform(const std::vector<std::string>& headers, const std::string& method,
                              const std::string& url) {
  Received received;
  CURL* curl = handle_->curl;
  curl_slist* list = nullptr;
  for (const std::string& line : headers) list = curl_slist_append(list, line.c_str());
  curl_blob ca{ca_pem_.data(), ca_pem_.size(), CURL_BLOB_COPY};
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(curl, CURLOPT_CONNECT_TO, handle_->connect_to);
  curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &ca);
  curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kPatienceMs);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, tls_version);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &received);
  received.curl_code = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &received.status);
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &received.new_connections);
  curl_slist_free_all(list);
  return received;
}

Received HttpsClient::send(const std::string& method, const std::string& url,
                           const std::string& token, const std::string& body) {
  std::vector<std::string> headers;
  if (!token.empty()) headers.push_back("Authorization: SSWS " + token);
  if (method == "POST" || method == "PUT") {
    curl_easy_setopt(handle_->curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(handle_->curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
    headers.emplace_back("Content-Type: application/json");
  } else {
    curl_easy_setopt(handle_->curl, CURLOPT_HTTPGET, 1L);
  }
  return perform(headers, method, url);
}

Received HttpsClient::post_without_length(const std::string& url, const std::string& token) {
  curl_easy_setopt(handle_->curl, CURLOPT_HTTPGET, 1L);
  return perform({"Authorization: SSWS " + token}, "POST", url);
}

}  // namespace emulator_test
