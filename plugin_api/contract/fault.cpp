#include "contract/fault.hpp"

namespace back::contract {

std::string describe(const Fault& fault) {
  return fault.pointer.empty() ? fault.sentence : fault.sentence + " (at " + fault.pointer + ")";
}

Invalid::Invalid(std::vector<Fault> faults)
    : std::runtime_error(faults.empty() ? "The document is not valid." : describe(faults.front())),
      faults_(std::move(faults)) {
  if (faults_.empty()) faults_.push_back({"", "The document is not valid."});
}

Invalid::Invalid(Fault fault) : Invalid(std::vector<Fault>{std::move(fault)}) {}

}  // namespace back::contract
