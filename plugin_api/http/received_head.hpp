// The head of an answer as it comes in, line by line. Of several heads (an interim answer goes before
// the answer) the last counts; what comes after it, trailers, does not.
#pragma once

#include <cstddef>
#include <string_view>

#include "http/response.hpp"

namespace back::http {

class ReceivedHead {
 public:
  // A line as received, with its end. Throws std::bad_alloc.
  void take(std::string_view line);

  // The empty line after it has come.
  bool is_whole() const { return is_whole_; }
  // A carriage return stands inside a line, which is dangerous wherever the line goes (RFC 9110,
  // 5.5).
  bool is_odd() const { return is_odd_; }
  // Of all lines, trailers too.
  std::size_t bytes() const { return bytes_; }
  Headers& headers() { return headers_; }

 private:
  Headers headers_;
  std::size_t bytes_ = 0;
  bool is_whole_ = false;
  bool is_odd_ = false;
};

}  // namespace back::http
