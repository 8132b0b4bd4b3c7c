// valijson, an independent validator. It is not given the formats of this project, so it may accept
// more than the contract does, never less.
#pragma once

#include <boost/json/value.hpp>
#include <memory>

namespace back::contract {

class Oracle {
 public:
  explicit Oracle(boost::json::value schema);
  ~Oracle();

  bool accepts(const boost::json::value& value) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace back::contract
