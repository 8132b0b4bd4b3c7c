// The host as a plugin's author sees it: a name for the User-Agent, a log, limits, extensions.
// Valid until the process ends.
#pragma once

#include <back/plugin.h>

#include <boost/json/object.hpp>
#include <string_view>

namespace back::sdk {

// The text of an ABI field; empty if it is absent.
inline std::string_view view(back_text text) {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}
constexpr back_text text(std::string_view view) { return {view.data(), view.size()}; }

class Host {
 public:
  explicit Host(const back_host* table) : table_(table) {}

  std::string_view name() const { return view(table_->name); }
  std::string_view version() const { return view(table_->version); }
  std::size_t max_output() const { return static_cast<std::size_t>(table_->max_output); }
  std::size_t max_depth() const { return static_cast<std::size_t>(table_->max_depth); }
  std::size_t max_note() const { return static_cast<std::size_t>(table_->max_note); }

  // level: BACK_LOG_...; fields never hold a secret.
  void log(std::int32_t level, std::string_view sentence,
           const boost::json::object& fields = {}) const;

  // Whether the host keeps lines of that level; what it drops need not be put together.
  bool keeps_log(std::int32_t level) const;

  // How connections leave this machine; nullptr: the defaults named in plugin.h.
  const back_network* network() const;

 private:
  const back_host* table_;
};

}  // namespace back::sdk
