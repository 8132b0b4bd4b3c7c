// Standard error: whole lines for people, and one line that is overwritten while they wait. Lines
// come from several threads.
#pragma once

#include <mutex>
#include <ostream>
#include <string>
#include <string_view>

namespace back::cli {

class Messages {
 public:
  // terminal: lines may be overwritten.
  Messages(std::ostream& out, bool terminal) : out_(out), terminal_(terminal) {}

  bool terminal() const { return terminal_; }

  // [any thread] Text that is fit to print already.
  void line(std::string_view text);
  // Text that the answer is typed behind.
  void ask(std::string_view text);
  // The person has ended the line.
  void answered();
  // [any thread] Replaces the line that is overwritten; only on a terminal.
  void status(std::string_view text);
  void clear_status();

 private:
  void clear_locked();

  std::ostream& out_;
  const bool terminal_;
  std::mutex mutex_;
  bool has_status_ = false;
  bool asking_ = false;
};

}  // namespace back::cli
