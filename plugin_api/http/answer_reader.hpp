// An answer as it comes in, in pieces of any size: HTTP/1.1 by the letter (RFC 9112), within limits.
// Interim answers are passed over, and trailers do not count.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "http/response.hpp"

namespace back::http {

class AnswerReader {
 public:
  struct Limits {
    std::size_t head;  // bytes of status line and header lines, of interim answers and trailers too
    std::size_t body;  // bytes
  };
  enum class State { reading, whole, malformed, too_large };

  explicit AnswerReader(Limits limits);
  ~AnswerReader();
  AnswerReader(const AnswerReader&) = delete;
  AnswerReader& operator=(const AnswerReader&) = delete;

  // The next bytes of the connection. Not once it is no longer reading. Throws std::bad_alloc.
  State take(std::string_view bytes);

  bool has_begun() const;  // at least one byte has come
  // Of a whole answer: nothing came behind it, and the server goes on listening.
  bool leaves_connection_usable() const;
  // Of a whole answer: status, headers and body. Once.
  Response take_response();
  // What is wrong with a malformed one, in the reader's words; never a byte of it.
  std::string problem() const;

 private:
  struct Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace back::http
