// How a call ended, and who hears of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "back/plugin.h"
#include "core/named_secret.hpp"

namespace back::host {

// How a call ended. Copied from the plugin's result as it is: nothing in it has been checked but
// its size.
struct Answer {
  // The plugin has not completed the call: status says deadline or cancelled, or internal if it
  // threw.
  bool given_up = false;
  bool too_large = false;  // the output was larger than the host accepts and has been left out
  int32_t status = BACK_INTERNAL;
  std::string output;
  std::string person;
  std::string operator_text;
  std::string details;
  std::vector<NamedSecret> secrets;
};

// Who asked. Told on whatever thread it happens on, a plugin's own among them, so neither function
// may block.
class Listener {
 public:
  virtual ~Listener() = default;
  // fraction is 0..1, or negative if unknown; the sentence is the plugin's own, of any length. May
  // still come after ended, from another thread.
  virtual void progressed(double fraction, std::string_view sentence) = 0;
  // Exactly once for every call that was begun.
  virtual void ended(Answer answer) noexcept = 0;
};

using ListenerPtr = std::shared_ptr<Listener>;

}  // namespace back::host
