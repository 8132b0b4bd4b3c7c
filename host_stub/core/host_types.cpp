#include "core/host_types.hpp"

#include "json/object_text.hpp"

namespace back::host {

std::string to_text(const TimelineLine& line) {
  json::ObjectText text;
  for (const auto& [name, member] : kTimelineTexts) text.text(name, line.*member);
  text.flag("pending", line.pending).flag("settled", line.settled);
  text.object("outcome", line.outcome);
  return text.take();
}

boost::json::object to_json(const TimelineLine& line) {
  boost::json::object object;
  for (const auto& [name, member] : kTimelineTexts) object.emplace(name, line.*member);
  object.emplace("pending", line.pending);
  object.emplace("settled", line.settled);
  object.emplace("outcome", line.outcome);
  return object;
}

}  // namespace back::host
