// The operator's log: structured lines, given to a sink on a thread of its own, so that whoever
// logs never waits.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "back/plugin.h"
#include "core/crew.hpp"

namespace back::host {

// The levels of back/plugin.h.
enum class Level {
  kDebug = BACK_LOG_DEBUG,
  kInfo = BACK_LOG_INFO,
  kWarning = BACK_LOG_WARNING,
  kError = BACK_LOG_ERROR,
  kPluginMisbehaves = BACK_LOG_PLUGIN_MISBEHAVES,
  kHostMisbehaves = BACK_LOG_HOST_MISBEHAVES,
};
std::string_view name_of(Level level);

struct LogLine {
  std::string at;  // RFC 3339, UTC
  Level level = Level::kInfo;
  std::string source;  // "host", or a plugin's id
  std::string sentence;
  boost::json::object fields;
};

// One line of JSON, safe to print: control characters are escaped, overrides of direction replaced.
std::string json_line(const LogLine& line);

class Log {
 public:
  using Sink = std::function<void(const LogLine&)>;

  // least: lines below it are dropped.
  explicit Log(Sink sink, Level least = Level::kInfo);
  ~Log();

  Level least() const;

  // [any thread] Never blocks. When lines pile up faster than the sink takes them, the newest are
  // dropped and counted.
  void write(Level level, std::string_view source, std::string_view sentence,
             boost::json::object fields = {}) noexcept;
  // Returns when all that was written before has reached the sink.
  void flush();
  // The sink is not called again after this returns.
  void silence();

 private:
  struct State;
  std::shared_ptr<State> state_;
  Crew crew_;
};

}  // namespace back::host
