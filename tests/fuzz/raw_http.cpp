// Any bytes at all as a server's answer, read by the real transport over TLS. Two bytes say how
// they are sent: the first a POST or a GET, and whether the end of the connection is said; the
// second how many bytes travel in a record of their own.
#include <algorithm>
#include <optional>
#include <string>

#include "answering_server.hpp"
#include "http/curl_transport.hpp"
#include "lines.hpp"
#include "run.hpp"
#include "target.hpp"

namespace back::fuzz {
namespace {

using http::NoResponse;
using http::Response;
using Reason = NoResponse::Reason;

constexpr std::size_t kMaxBody = 2048;
constexpr std::size_t kMaxHeaders = 1024;

struct World {
  static constexpr const char* kHost = "service.example";

  http::TestAuthority authority;
  AnsweringServer server{authority, kHost};
  std::shared_ptr<loop::Loop> loop = loop::Loop::shared();
  http::CurlTransport transport{options()};

  http::CurlOptions options() const {
    http::CurlOptions options;
    options.origin.host = kHost;
    options.network.ca_file = authority.file();
    options.network.allow_private = true;
    options.network.connect_to = {std::string(kHost) +
                                  ":443:127.0.0.1:" + std::to_string(server.port())};
    options.user_agent = "back-fuzz/1";
    options.max_body = kMaxBody;
    options.max_headers = kMaxHeaders;
    return options;
  }
};

// The length that the headers promise, if they promise exactly one.
std::optional<std::size_t> promised_length(const Response& response) {
  const auto lengths = response.headers.get_all("Content-Length");
  if (lengths.size() != 1 || response.headers.get("Transfer-Encoding")) return std::nullopt;
  if (response.status == 204 || response.status == 304) return std::nullopt;
  const std::string_view text = lengths.front();
  const bool digits =
      !text.empty() && text.size() < 9 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? std::optional<std::size_t>(std::stoul(std::string(text))) : std::nullopt;
}

bool says_its_length(const Response& response) {
  return response.status == 204 || response.status == 304 ||
         response.headers.get("Content-Length") || response.headers.get("Transfer-Encoding");
}

void check(const Response& response, const Answer& answer, const http::Request& request) {
  require(response.status >= 200 && response.status <= 599, "a status is one of HTTP's");
  // A connection that the server has just closed may still be taken for the next request.
  require(!response.repeated || request.may_be_sent_again(), "a change is sent once");
  require(response.body.size() <= kMaxBody, "a body keeps to the limit");
  require(http::equal_ignoring_case(std::string_view(answer.bytes).substr(0, 5), "HTTP/"),
          "what is answered is HTTP");
  std::size_t header_bytes = 0;
  for (const auto& [name, value] : response.headers.fields()) {
    header_bytes += name.size() + value.size();
    for (const std::string_view text : {name, value})
      require(text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos,
              "a header is one line");
  }
  require(header_bytes <= kMaxHeaders, "headers keep to the limit");
  const auto promised = promised_length(response);
  require(!promised || *promised == response.body.size(),
          "a body has the length that was promised");
  require(answer.says_that_it_ends || says_its_length(response),
          "a body that was cut off is not taken for whole");
  if (!response.headers.get("Transfer-Encoding"))
    require(answer.bytes.find(response.body) != std::string::npos, "a body is what was sent");
}

void check(const NoResponse& none) {
  require(none.may_have_arrived(), "a request that was received may have been carried out");
  const bool expected = none.reason() == Reason::lost || none.reason() == Reason::malformed ||
                        none.reason() == Reason::too_large || none.reason() == Reason::timeout;
  require(expected, "an answer that cannot be read has one of four reasons");
  require(none.sentence().ends_with('.'), "a failure is a sentence");
}

}  // namespace

void raw_http(std::string_view input) {
  static World world;
  const auto how = static_cast<unsigned char>(take_byte(input));
  const auto first_piece = static_cast<unsigned char>(take_byte(input));
  const Answer answer{std::string(input), first_piece, (how & 2U) == 0};
  world.server.answer_with(answer);

  http::Request request;
  request.path = http::Path{"api", "v1", "users"};
  if ((how & 1U) != 0) request.method = http::Method::post;
  http::Scope scope;
  scope.deadline = http::Clock::now() + std::chrono::seconds(20);
  try {
    check(http::run(*world.loop, world.transport.send(request, scope)), answer, request);
  } catch (const NoResponse& none) {
    check(none);
  }
  require(world.server.requests() == 1, "a request is sent once, whatever the answer says");
}

}  // namespace back::fuzz
