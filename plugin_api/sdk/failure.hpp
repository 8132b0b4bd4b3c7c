// The one exception type of a plugin, thrown where the meaning of a failure is known. The boundary
// turns it into a back_result; after a change was requested, into the outcome "unknown".
#pragma once

#include <back/plugin.h>

#include <boost/json/object.hpp>
#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace back::sdk {

class Failure : public std::exception {
 public:
  // status: BACK_CANCELLED ... BACK_INTERNAL; person: one sentence for the person who waits, saying
  // what to do.
  Failure(std::int32_t status, std::string person) : status_(status), person_(std::move(person)) {}

  // For whoever runs the host; never with a secret.
  Failure& with_operator_text(std::string text) {
    operator_text_ = std::move(text);
    return *this;
  }
  // vendor_code, http_status, request_id, retry_after_s, pointer.
  Failure& with_details(boost::json::object details) {
    details_ = std::move(details);
    return *this;
  }

  std::int32_t status() const noexcept { return status_; }
  const std::string& person() const noexcept { return person_; }
  const std::string& operator_text() const noexcept { return operator_text_; }
  const boost::json::object& details() const noexcept { return details_; }
  const char* what() const noexcept override { return person_.c_str(); }

 private:
  std::int32_t status_;
  std::string person_;
  std::string operator_text_;
  boost::json::object details_;
};

}  // namespace back::sdk
