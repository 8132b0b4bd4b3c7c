#include "cli/messages.hpp"

namespace back::cli {

void Messages::line(std::string_view text) {
  const std::lock_guard lock(mutex_);
  clear_locked();
  if (asking_) out_ << '\n';
  asking_ = false;
  out_ << text << '\n' << std::flush;
}

void Messages::ask(std::string_view text) {
  const std::lock_guard lock(mutex_);
  clear_locked();
  out_ << text << std::flush;
  asking_ = true;
}

void Messages::answered() {
  const std::lock_guard lock(mutex_);
  asking_ = false;
}

void Messages::status(std::string_view text) {
  if (!terminal_) return;
  const std::lock_guard lock(mutex_);
  out_ << "\r\x1b[K" << text << std::flush;
  has_status_ = true;
}

void Messages::clear_status() {
  const std::lock_guard lock(mutex_);
  clear_locked();
}

void Messages::clear_locked() {
  if (!has_status_) return;
  out_ << "\r\x1b[K" << std::flush;
  has_status_ = false;
}

}  // namespace back::cli
