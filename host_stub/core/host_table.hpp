// The host as plugins see it (back_host), with its limits and its network policy. Once given to a
// plugin it stays for ever.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "back/plugin.h"
#include "core/log.hpp"

namespace back::host {

struct Limits {
  std::uint64_t max_output = 8u << 20;
  std::uint64_t max_depth = 32;
  std::uint64_t max_note = 64u << 10;
};

// How connections leave this machine; empty members mean the system's own way.
struct NetworkPolicy {
  std::string ca_file;
  std::string proxy;
  std::vector<std::string> connect_to;
  bool allow_private = false;
};

class HostTable {
 public:
  // One for each plugin, so that its log lines carry its id. Never freed: the ABI promises that it
  // stays valid until the process ends.
  static HostTable* create(std::shared_ptr<Log> log, std::string plugin, const Limits& limits,
                           NetworkPolicy network);

  const back_host* abi() const { return &table_.abi; }
  const Limits& limits() const { return limits_; }
  // A line about the plugin.
  void log(Level level, std::string_view sentence, boost::json::object fields = {}) const noexcept;

 private:
  struct Table {
    back_host abi;  // first: the plugin's pointer to it is a pointer to this
    const HostTable* self;
  };

  HostTable(std::shared_ptr<Log> log, std::string plugin, const Limits& limits,
            NetworkPolicy network);
  static const HostTable& self(const back_host* host);
  static void BACK_CALL on_log(const back_host* host, int32_t level, back_text sentence,
                               back_text fields) noexcept;
  static const void* BACK_CALL on_get_extension(const back_host* host, const char* id) noexcept;

  Table table_{};
  std::shared_ptr<Log> log_;
  std::string plugin_;
  Limits limits_;
  NetworkPolicy policy_;
  std::vector<back_text> connect_to_;
  back_network network_{};
  back_log kept_{};
};

}  // namespace back::host
