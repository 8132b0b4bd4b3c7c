// Every request as it came in, oldest first; a token only as its hash.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <deque>
#include <string>

#include "okta_emulator/clock.hpp"
#include "okta_emulator/message.hpp"

namespace okta_emulator {

struct JournalEntry {
  std::int64_t number = 0;  // from 1, without gaps over the life of the organisation
  Time at;
  std::string method, target;  // as received
  Headers headers;             // without Authorization
  std::string body;
  std::string token_hash;  // SHA-256 of the token, hexadecimal; empty without one
  bool applied = false;  // reached the organisation: false where a fault answered or closed before
  int status = 0;        // answered; 0 when the connection was closed instead
  std::string fault;     // the effect it met, empty for none
};

boost::json::object entry_json(const JournalEntry& entry);

class Journal {
 public:
  explicit Journal(std::size_t most = 50000) : most_(most) {}
  void add(JournalEntry entry);  // gives it its number; the oldest goes when there are too many
  void clear() { entries_.clear(); }
  const std::deque<JournalEntry>& entries() const { return entries_; }
  std::deque<JournalEntry> after(std::int64_t number) const;

 private:
  std::size_t most_;
  std::int64_t last_ = 0;
  std::deque<JournalEntry> entries_;
};

}  // namespace okta_emulator
