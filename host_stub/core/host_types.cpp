#include "core/host_types.hpp"

#include "json/object_text.hpp"

namespace back::host {

std::string to_text(const TimelineLine& line) {
  json::ObjectText text;
  text.text("account", line.account)
      .text("action", line.action)
      .text("action_title", line.action_title)
      .text("actor", line.actor)
      .text("actor_name", line.actor_name)
      .text("at", line.at)
      .text("connection", line.connection)
      .text("correlation", line.correlation)
      .text("integration", line.integration)
      .text("key", line.key)
      .object("outcome", line.outcome)
      .flag("pending", line.pending)
      .text("plugin", line.plugin)
      .text("request", line.request)
      .text("requester", line.requester)
      .flag("settled", line.settled);
  return text.take();
}

boost::json::object to_json(const TimelineLine& line) {
  return {{"at", line.at},
          {"key", line.key},
          {"request", line.request},
          {"connection", line.connection},
          {"plugin", line.plugin},
          {"integration", line.integration},
          {"action", line.action},
          {"action_title", line.action_title},
          {"actor", line.actor},
          {"actor_name", line.actor_name},
          {"requester", line.requester},
          {"account", line.account},
          {"correlation", line.correlation},
          {"pending", line.pending},
          {"settled", line.settled},
          {"outcome", line.outcome}};
}

}  // namespace back::host
