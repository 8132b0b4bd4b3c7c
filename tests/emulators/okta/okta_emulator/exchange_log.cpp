#include "okta_emulator/exchange_log.hpp"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <boost/json.hpp>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <mutex>
#include <set>
#include <stdexcept>
#include <unordered_set>

#include "okta_emulator/router.hpp"
#include "okta_emulator/target.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }

// Order matters.
std::uint64_t with(std::uint64_t seed, std::uint64_t more) {
  return (seed ^ (more + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U))) * 0xff51afd7ed558ccdU;
}

// Words such as ACTIVE or E0000007 stand for themselves; of any other text its pattern counts, runs
// of letters or digits being one.
std::uint64_t shape_of_text(std::string_view text) {
  const auto is_word = [](unsigned char c) {
    return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '_';
  };
  if (text.size() <= 40 && std::all_of(text.begin(), text.end(), is_word)) return hash_of(text);
  std::string pattern;
  for (const char c : text.substr(0, 512)) {
    const char kind = std::isalnum(static_cast<unsigned char>(c)) != 0 ? 'a' : c;
    if (pattern.empty() || pattern.back() != kind) pattern += kind;
  }
  // A schema may limit the length: the magnitude counts.
  return with(hash_of(pattern), static_cast<std::uint64_t>(std::bit_width(text.size())));
}

std::uint64_t shape_of_value(const json::value& value) {
  std::uint64_t shape = hash_of("value") + static_cast<std::uint64_t>(value.kind());
  if (const auto* object = value.if_object()) {
    std::uint64_t members = 0;  // whatever their order
    for (const auto& [name, member] : *object) {
      members += with(hash_of(name), shape_of_value(member));
    }
    return with(shape, members);
  }
  if (const auto* list = value.if_array()) {
    std::set<std::uint64_t> elements;
    for (const json::value& element : *list) elements.insert(shape_of_value(element));
    for (const std::uint64_t element : elements) shape = with(shape, element);
    return shape;
  }
  return value.is_string() ? with(shape, shape_of_text(value.get_string())) : shape;
}

std::uint64_t shape_of_body(std::string_view body) {
  boost::system::error_code error;
  const json::value parsed = json::parse(body, error);
  return error ? shape_of_text(body) : shape_of_value(parsed);
}

std::uint64_t shape_of_target(const Request& request) {
  const auto target = parse_target(request.target);
  if (!target) return shape_of_text(request.target);
  const Match match = find_route(request.method, target->segments);
  std::uint64_t shape = match.route != nullptr ? hash_of(match.route->path) : 0;
  if (match.route == nullptr) {
    for (const std::string& segment : target->segments) shape = with(shape, shape_of_text(segment));
  }
  for (const auto& [name, value] : target->query) {
    shape = with(with(shape, hash_of(name)), shape_of_text(value));
  }
  return shape;
}

// JSON must be UTF-8; nothing that is checked afterwards is anything else.
bool is_text(std::string_view body) {
  boost::system::error_code error;
  const json::value quoted(body);
  json::parse(json::serialize(quoted), error);
  return !error;
}

void put_body(json::object& into, std::string_view body) {
  const bool text = is_text(body);
  into["body"] = text ? body : std::string_view{};
  if (!text) into["body_is_text"] = false;
}

json::array headers_json(const Headers& headers) {
  json::array list;
  for (const auto& [name, value] : headers) {
    if (!same_text(name, "authorization") && is_text(value)) {
      list.push_back(json::array{name, value});
    }
  }
  return list;
}

class Log {
 public:
  Log() {
    const char* folder = std::getenv("OKTA_EMULATOR_EXCHANGES");
    if (folder == nullptr || *folder == '\0') return;
    path_ = std::string(folder) + "/exchanges-" + std::to_string(getpid()) + ".jsonl";
  }

  void add(const Exchange& exchange) {
    if (path_.empty()) return;
    const std::uint64_t shape = shape_of(exchange);
    const std::lock_guard lock(mutex_);
    if (!seen_.insert(shape).second) return;
    std::ofstream out(path_, std::ios::app);
    out << json::serialize(exchange_json(exchange)) << '\n';
    if (!out.flush()) throw std::runtime_error("exchanges cannot be written to " + path_);
  }

 private:
  std::string path_;
  std::mutex mutex_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

std::uint64_t shape_of(const Exchange& exchange) {
  const Request& request = exchange.request;
  const std::string_view agent = header(request.headers, "user-agent");
  std::uint64_t shape = with(hash_of(request.method), shape_of_target(request));
  shape = with(shape, hash_of(agent.substr(0, agent.find('/'))));
  shape = with(shape, hash_of(header(request.headers, "content-type")));
  shape = with(shape, shape_of_body(request.body));
  shape = with(shape, hash_of(exchange.edition));
  if (exchange.answer == nullptr) return shape;
  shape = with(shape, static_cast<std::uint64_t>(exchange.answer->status));
  shape = with(shape, hash_of(header(exchange.answer->headers, "content-type")));
  return with(shape, shape_of_body(exchange.answer->body));
}

json::object exchange_json(const Exchange& exchange) {
  const Request& request = exchange.request;
  json::object line{{"method", request.method},
                    {"target", is_text(request.target) ? request.target : std::string()},
                    {"headers", headers_json(request.headers)},
                    {"edition", exchange.edition}};
  put_body(line, request.body);
  if (exchange.answer != nullptr) {
    json::object answer{{"status", exchange.answer->status},
                        {"headers", headers_json(exchange.answer->headers)}};
    put_body(answer, exchange.answer->body);
    line["answer"] = std::move(answer);
  }
  return line;
}

void log_exchange(const Exchange& exchange) {
  static Log log;
  log.add(exchange);
}

}  // namespace okta_emulator
