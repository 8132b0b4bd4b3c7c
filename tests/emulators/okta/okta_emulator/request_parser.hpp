// From the bytes of a connection to requests, one after the other.
#pragma once

#include <memory>
#include <string>

#include "okta_emulator/message.hpp"

namespace okta_emulator {

class RequestParser {
 public:
  enum class Progress { incomplete, complete, broken };

  RequestParser();
  ~RequestParser();
  // Takes what it needs off the front of `bytes`.
  Progress feed(std::string& bytes);
  // Of a complete request, once. The parser is then ready for the next.
  Request take();
  bool keep_alive() const { return keep_alive_; }  // of the one taken last

 private:
  struct Message;
  std::unique_ptr<Message> message_;  // only while one is being read
  bool keep_alive_ = true;
};

}  // namespace okta_emulator
