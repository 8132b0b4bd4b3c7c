// What all commands share: who acts for which request, and the host, opened when it is first
// needed.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "cli/console.hpp"
#include "cli/globals.hpp"
#include "core/host.hpp"

namespace back::cli {

class Session {
 public:
  Session(const Globals& globals, Console& console, std::stop_token stop)
      : globals_(globals), console_(console), stop_(std::move(stop)) {}

  const Globals& globals() const { return globals_; }
  const std::stop_token& stop() const { return stop_; }

  // Throw Refused "usage" if the command line does not say.
  const std::string& actor() const;
  const std::string& request() const;
  const host::Directory& directory();

  // With people and what was saved.
  host::Host& host();
  // Only what is saved; needs no directory.
  host::Host& host_without_people();
  // Only what is installed; needs no directory and touches no state.
  host::Host& host_without_state();

  // A plugin has not given back a call: its thread would run on while the process takes itself apart.
  bool has_stuck_calls() const;

  // What was logged so far is shown before what is said next.
  void flush_log();

 private:
  host::Host& open(std::string home, std::shared_ptr<const host::Directory> directory);

  const Globals& globals_;
  Console& console_;
  std::stop_token stop_;
  std::shared_ptr<const host::Directory> directory_;
  std::shared_ptr<host::Log> log_;
  std::unique_ptr<host::Host> host_;
};

}  // namespace back::cli
