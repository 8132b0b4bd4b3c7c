// A request to a REST interface, before anything is known of host or credential. Paths are built
// from checked segments and queries from pairs, never by joining text.
#pragma once

#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "secret/secret.hpp"

namespace back::http {

enum class Method { get, post, put, delete_ };
std::string_view name_of(Method method);

// A segment that would change the meaning of a path. what() is a sentence and does not repeat the
// segment.
class BadSegment : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

// "/api/v1/users/00u1": each segment is 1 to 128 of [A-Za-z0-9._~-] and neither "." nor "..", else
// BadSegment is thrown.
class Path {
 public:
  Path() = default;
  Path(std::initializer_list<std::string_view> segments);
  Path operator/(std::string_view segment) const&;
  Path operator/(std::string_view segment) &&;
  // "/" for the empty path.
  std::string_view text() const { return text_.empty() ? std::string_view("/") : text_; }
  bool operator==(const Path&) const = default;

 private:
  std::string text_;
};

// The pairs after "?", percent-encoded here: everything but [A-Za-z0-9._~-].
class Query {
 public:
  Query() = default;
  Query(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);
  Query& add(std::string_view name, std::string_view value);
  // For a cursor, which is opaque: put in as it is. It must hold nothing that ends a value ("&",
  // "#", spaces ...), else std::invalid_argument is thrown.
  Query& add_encoded(std::string_view name, std::string_view encoded_value);
  // All pairs of that name.
  Query& remove(std::string_view name);

  bool empty() const { return pairs_.empty(); }
  // "a=b&c=d", without "?".
  std::string text() const;
  // Encoded names and values, in order.
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// May a request be sent again when its answer was lost, or was a server error? Nothing else decides
// that. (A request that surely did not arrive, or was answered 429, was not executed: it may always
// be sent again.)
enum class Resend {
  if_read,   // a GET yes, everything else no
  harmless,  // the caller knows: a second application changes nothing and mails nobody
};

struct HeaderField {
  std::string name;
  std::string value;
};

struct Request {
  Method method = Method::get;
  Path path;
  Query query;
  std::string body;  // JSON text; empty: none, and Content-Length: 0 where a body is expected
  std::vector<HeaderField> headers;  // besides Accept, Content-Type, User-Agent and the credential
  std::string
      bucket;  // name of the rate budget that this request draws on; empty: none in particular
  bool with_credential = true;
  Resend resend = Resend::if_read;

  // Filled in by the layers, anew for each attempt; leave alone. authorization is a whole header
  // line.
  unsigned attempt = 1;
  std::shared_ptr<const Secret> authorization;

  bool may_be_sent_again() const { return method == Method::get || resend == Resend::harmless; }
};

}  // namespace back::http
