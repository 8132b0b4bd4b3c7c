// What is wrong with a JSON document: where, and what to do about it. Sentences name fields by
// their titles and never repeat a value, which might be a secret typed into the wrong field.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace back::contract {

struct Fault {
  std::string pointer;   // JSON pointer; empty: the document itself
  std::string sentence;  // for people: "Domain is missing: it is required."
  bool at_key = false;   // the name of the member is wrong, not its value

  friend bool operator==(const Fault&, const Fault&) = default;
};

// The sentence, and the pointer if there is one: "Domain is missing: it is required. (at /domain)"
std::string describe(const Fault& fault);

// A document that must not be used. Holds at least one fault; what() describes the first.
class Invalid : public std::runtime_error {
 public:
  explicit Invalid(std::vector<Fault> faults);
  explicit Invalid(Fault fault);

  const std::vector<Fault>& faults() const noexcept { return faults_; }

 private:
  std::vector<Fault> faults_;
};

}  // namespace back::contract
