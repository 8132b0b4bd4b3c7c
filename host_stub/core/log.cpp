#include "core/log.hpp"

#include <atomic>
#include <boost/json/serialize.hpp>
#include <utility>

#include "contract/status.hpp"
#include "core/printable.hpp"
#include "core/wall_clock.hpp"

namespace back::host {
namespace {

constexpr std::size_t kMostWaiting = 10000;
constexpr std::size_t kLongestSentence = 4096;

boost::json::value printable_json(const boost::json::value& value) {
  if (value.is_string()) return boost::json::value(printable(value.get_string()));
  if (value.is_array()) {
    boost::json::array safe;
    for (const auto& item : value.get_array()) safe.push_back(printable_json(item));
    return safe;
  }
  if (!value.is_object()) return value;
  boost::json::object safe;
  for (const auto& member : value.get_object())
    safe[printable(member.key())] = printable_json(member.value());
  return safe;
}

}  // namespace

std::string_view name_of(Level level) {
  return contract::log_level_name(static_cast<std::int32_t>(level));
}

std::string json_line(const LogLine& line) {
  boost::json::object whole{{"at", line.at},
                            {"level", name_of(line.level)},
                            {"source", printable(line.source)},
                            {"sentence", printable(line.sentence)}};
  if (!line.fields.empty()) whole["fields"] = printable_json(line.fields);
  return boost::json::serialize(whole);
}

struct Log::State {
  std::mutex mutex;  // held while the sink runs
  Sink sink;
  Level least = Level::kInfo;
  std::atomic<bool> silent{false};
  std::atomic<std::size_t> waiting{0};
  std::atomic<std::size_t> dropped{0};

  void give(const LogLine& line) {
    const std::lock_guard lock(mutex);
    if (!sink) return;
    if (const std::size_t lost = dropped.exchange(0); lost > 0)
      sink({wall_clock_now(),
            Level::kWarning,
            "host",
            "Log lines were dropped because they came too fast.",
            {{"dropped", lost}}});
    sink(line);
  }
};

Log::Log(Sink sink, Level least) : state_(std::make_shared<State>()), crew_(1) {
  state_->sink = std::move(sink);
  state_->least = least;
}

Log::~Log() { flush(); }

Level Log::least() const { return state_->least; }

void Log::write(Level level, std::string_view source, std::string_view sentence,
                boost::json::object fields) noexcept {
  try {
    if (level < state_->least || state_->silent) return;
    if (state_->waiting.load() >= kMostWaiting) {
      ++state_->dropped;
      return;
    }
    LogLine line{wall_clock_now(), level, std::string(source),
                 std::string(sentence.substr(0, kLongestSentence)), std::move(fields)};
    ++state_->waiting;
    crew_.post([state = state_, line = std::move(line)] {
      --state->waiting;
      try {
        state->give(line);
      } catch (...) {
        ++state->dropped;  // a sink that fails loses the line, nothing else
      }
    });
  } catch (...) {
    ++state_->dropped;
  }
}

void Log::flush() { crew_.idle_within(std::chrono::seconds(5)); }

void Log::silence() {
  flush();
  {
    const std::lock_guard lock(state_->mutex);
    state_->sink = nullptr;
    state_->silent = true;
  }
  crew_.rest();  // the log lives as long as plugins know it
}

}  // namespace back::host
