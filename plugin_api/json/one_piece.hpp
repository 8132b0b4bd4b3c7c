// Memory for one JSON value with all that is inside: taken in large pieces, and given back as a whole
// when the last that lives in it has gone.
#pragma once

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>
#include <cstddef>

namespace back::json {

// Bytes that an outcome of one change takes as a value, with some to spare.
inline constexpr std::size_t kUsualOutcome = 4096;

// What is moved into a value that lives elsewhere is copied: construct, do not assign.
inline boost::json::storage_ptr one_piece(std::size_t usual_bytes) {
  return boost::json::make_shared_resource<boost::json::monotonic_resource>(usual_bytes);
}

}  // namespace back::json
