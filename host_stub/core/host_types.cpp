#include "core/host_types.hpp"

namespace back::host {

boost::json::object to_json(const TimelineLine& line, boost::json::storage_ptr memory) {
  return boost::json::object({{"at", line.at},
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
                              {"outcome", line.outcome}},
                             std::move(memory));
}

}  // namespace back::host
