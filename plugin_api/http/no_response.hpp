// There is no answer. What matters for a change: may the request have arrived, and so been
// executed?
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace back::http {

class NoResponse : public std::exception {
 public:
  enum class Reason {
    bad_request,  // refused here, nothing was sent
    resolve,      // the name of the host has no address
    connect,      // nobody answers there, or the address is not allowed
    tls,          // no trusted connection
    timeout,      // the time given was used up
    lost,         // the connection broke
    too_large,    // the answer exceeds a limit
    malformed,    // the answer is not HTTP
    cancelled,    // the job was cancelled
    overloaded,   // too many requests wait already
  };

  // sentence: for a person. detail: for whoever runs the host; never holds anything secret.
  NoResponse(Reason reason, bool may_have_arrived, std::string sentence, std::string detail = {})
      : reason_(reason),
        may_have_arrived_(may_have_arrived),
        sentence_(std::move(sentence)),
        detail_(std::move(detail)) {}

  Reason reason() const noexcept { return reason_; }
  bool may_have_arrived() const noexcept { return may_have_arrived_; }
  const std::string& sentence() const noexcept { return sentence_; }
  const std::string& detail() const noexcept { return detail_; }
  const char* what() const noexcept override { return sentence_.c_str(); }

  // The same of a request of which an earlier attempt may have arrived.
  NoResponse after_earlier_attempt() const {
    NoResponse copy = *this;
    copy.may_have_arrived_ = true;
    return copy;
  }
  // Whether trying again could help at all.
  bool is_lasting() const noexcept { return is_lasting_; }
  NoResponse& lasting() {
    is_lasting_ = true;
    return *this;
  }

 private:
  Reason reason_;
  bool may_have_arrived_;
  bool is_lasting_ = false;
  std::string sentence_;
  std::string detail_;
};

std::string_view name_of(NoResponse::Reason reason);

}  // namespace back::http
