// How a call ended, before it becomes a back_result.
#pragma once

#include <back/plugin.h>

#include <boost/json/object.hpp>
#include <exception>
#include <string>
#include <vector>

#include "sdk/connection.hpp"

namespace back::sdk {

struct Ended {
  std::int32_t status = BACK_OK;
  std::string output;
  std::string person;
  std::string operator_text;
  std::string details;
  std::vector<NamedSecret> secrets;
};

// A reply in the host's form; one larger than the host accepts is a failure.
Ended ended(Reply reply, std::size_t max_output);

// What an exception means to the host. Never throws: without memory, BACK_OUT_OF_MEMORY without
// texts.
Ended ended(const std::exception_ptr& exception) noexcept;

// The outcome of an execute that was interrupted by exception after the host had let the change of
// that note pass.
Ended ended_in_doubt(const boost::json::object& note, const std::exception_ptr& exception);

// The same as C sees it; borrows from ended.
class ResultView {
 public:
  explicit ResultView(const Ended& ended) noexcept;
  const back_result* get() const { return &result_; }

 private:
  std::vector<back_secret> secrets_;
  back_result result_{};
};

}  // namespace back::sdk
