// The address of an Okta organisation. Typed text is never parsed as a URL: it is matched against a
// closed grammar and the host is built from the label and one of Okta's own suffixes, so that the
// token can go nowhere else.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "okta/refusal.hpp"

namespace okta {

class Domain {
 public:
  // Accepts back-demo, back-demo.okta.com and https://back-demo.okta.com/ (with or without the
  // slash), with any suffix of the list; takes the "-admin" of an admin console's address away.
  // Upper case is refused: one spelling, one organisation.
  static std::variant<Domain, Refusal> read(std::string_view typed);

  const std::string& label() const { return label_; }
  std::string host() const { return label_ + '.' + std::string(suffix_); }  // back-demo.okta.com
  std::string console() const {
    return label_ + "-admin." + std::string(suffix_);
  }  // back-demo-admin.okta.com

 private:
  Domain(std::string label, std::string_view suffix) : label_(std::move(label)), suffix_(suffix) {}

  std::string label_;
  std::string_view suffix_;  // one of the constants
};

}  // namespace okta
