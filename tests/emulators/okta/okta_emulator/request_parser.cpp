// The only file of the emulator that includes Beast.
#include "okta_emulator/request_parser.hpp"

#include <boost/beast/http.hpp>

namespace okta_emulator {
namespace {

namespace http = boost::beast::http;

constexpr std::uint32_t kLargestHeader = 64 * 1024;
constexpr std::uint64_t kLargestBody = std::uint64_t{4} * 1024 * 1024;

bool gives_length(const http::request<http::string_body>& message) {
  const bool sends = message.method() == http::verb::post || message.method() == http::verb::put;
  return !sends || message.chunked() || message.find(http::field::content_length) != message.end();
}

}  // namespace

struct RequestParser::Message {
  http::request_parser<http::string_body> parser;
};

RequestParser::RequestParser() = default;
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::feed(std::string& bytes) {
  if (message_ == nullptr) {
    message_ = std::make_unique<Message>();
    message_->parser.header_limit(kLargestHeader);
    message_->parser.body_limit(kLargestBody);
    message_->parser.eager(true);
  }
  auto& parser = message_->parser;
  std::size_t used = 0;
  boost::system::error_code error;
  while (!parser.is_done() && used < bytes.size()) {
    const auto part =
        parser.put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), error);
    used += part;
    if (error || part == 0) break;
  }
  bytes.erase(0, used);
  if (error && error != http::error::need_more) return Progress::broken;
  return parser.is_done() ? Progress::complete : Progress::incomplete;
}

Request RequestParser::take() {
  http::request<http::string_body> message = message_->parser.release();
  message_.reset();
  keep_alive_ = message.keep_alive();
  Request request;
  request.length_given = gives_length(message);
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message) {
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  request.body = std::move(message.body());
  return request;
}

}  // namespace okta_emulator
