#include "http/answer_reader.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <utility>

namespace back::http {
namespace {

namespace beast = boost::beast;
using Error = beast::http::error;
using Code = beast::error_code;

constexpr std::string_view kBeginning = "HTTP/";
constexpr std::size_t kTrustedLength = std::size_t{64} << 10;
// "0", two ends of line: so much is still to come before the end of any body in chunks, and the
// parser counts on it.
constexpr std::size_t kLeastOfChunks = 5;

// One answer, interim or not, put into a Response as it is read.
class Parser final : public beast::http::basic_parser<false> {
 public:
  Parser(Response& response, std::size_t head, std::size_t body) : response_(response) {
    eager(true);
    header_limit(static_cast<std::uint32_t>(head));
    body_limit(body);
  }

  bool is_interim() const { return response_.status < 200; }

 private:
  using Text = beast::string_view;

  void on_request_impl(beast::http::verb, Text, Text, int, Code&) override {}

  // 101 would end HTTP on this connection, and nobody asked for that.
  void on_response_impl(int status, Text, int, Code& problem) override {
    if (status < 100 || status == 101 || status > 599) problem = Error::bad_status;
    response_.status = status;
  }

  void on_field_impl(beast::http::field field, Text name, Text value, Code& problem) override {
    if (is_header_done()) return;  // a trailer
    using beast::http::field::content_encoding;
    if (field == content_encoding && !beast::iequals(value, "identity"))
      problem = Error::bad_value;  // nobody asked for it
    response_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }

  void on_header_impl(Code&) override {}

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) override {
    // Not more than a server of good will needs: it only says so.
    if (length) response_.body.reserve(std::min<std::size_t>(*length, kTrustedLength));
  }

  std::size_t on_body_impl(Text bytes, Code&) override {
    response_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}

  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Code& problem) override {
    return on_body_impl(bytes, problem);
  }

  void on_finish_impl(Code&) override {}

  Response& response_;
};

bool is_too_large(const Code& problem) {
  return problem == Error::header_limit || problem == Error::body_limit;
}

}  // namespace

struct AnswerReader::Reading {
  explicit Reading(Limits given) : limits(given) { begin(); }

  void begin() {
    response = Response();
    parser.emplace(response, limits.head - head_bytes, limits.body);
  }

  // One step of the parser. How much it took; nothing: it waits for more, or something is wrong.
  std::size_t step(std::string_view bytes) {
    const bool in_head = !parser->is_header_done();
    if (!in_head && parser->chunked() && bytes.size() < kLeastOfChunks) return 0;
    if (response.status == 0 && !kBeginning.starts_with(bytes.substr(0, kBeginning.size()))) {
      problem = Error::bad_version;  // the parser itself waits for a whole line
      return 0;
    }
    const std::size_t taken =
        parser->put(boost::asio::const_buffer(bytes.data(), bytes.size()), problem);
    if (in_head) head_bytes += taken;
    if (problem == Error::need_more) problem = {};
    return taken;
  }

  State take(std::string_view bytes) {
    while (!bytes.empty() && state == State::reading) {
      const std::size_t taken = step(bytes);
      bytes.remove_prefix(taken);
      if (problem) {
        state = is_too_large(problem) ? State::too_large : State::malformed;
      } else if (parser->is_done() && !parser->is_interim()) {
        state = State::whole;
      } else if (parser->is_done() && head_bytes < limits.head) {
        begin();
      } else if (parser->is_done() || (taken == 0 && bytes.size() > limits.head)) {
        state = State::too_large;  // interim answers without end, or a line
      } else if (taken == 0) {
        break;
      }
    }
    rest = bytes;
    return state;
  }

  const Limits limits;
  Response response;
  std::optional<Parser> parser;
  std::size_t head_bytes = 0;
  Code problem;
  State state = State::reading;
  bool has_begun = false;
  std::string_view rest;  // of the bytes last taken
  std::string kept;       // what the parser will need again
};

AnswerReader::AnswerReader(Limits limits) : reading_(std::make_unique<Reading>(limits)) {}
AnswerReader::~AnswerReader() = default;

AnswerReader::State AnswerReader::take(std::string_view bytes) {
  Reading& reading = *reading_;
  reading.has_begun = reading.has_begun || !bytes.empty();
  if (!reading.kept.empty()) bytes = reading.kept.append(bytes);
  const State state = reading.take(bytes);
  if (state == State::reading) reading.kept = std::string(reading.rest);
  return state;
}

bool AnswerReader::has_begun() const { return reading_->has_begun; }

bool AnswerReader::leaves_connection_usable() const {
  return reading_->state == State::whole && reading_->rest.empty() &&
         reading_->parser->keep_alive();
}

Response AnswerReader::take_response() { return std::move(reading_->response); }

std::string AnswerReader::problem() const {
  return reading_->problem ? reading_->problem.message() : std::string();
}

}  // namespace back::http
