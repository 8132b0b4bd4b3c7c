#include "sdk/host.hpp"

#include <boost/json/serialize.hpp>

namespace back::sdk {

void Host::log(std::int32_t level, std::string_view sentence,
               const boost::json::object& fields) const {
  const std::string json = fields.empty() ? std::string() : boost::json::serialize(fields);
  table_->log(table_, level, text(sentence), text(json));
}

bool Host::keeps_log(std::int32_t level) const {
  const auto* log = static_cast<const back_log*>(table_->get_extension(table_, BACK_EXT_LOG));
  return log == nullptr || !BACK_HAS(log, back_log, least) || level >= log->least;
}

const back_network* Host::network() const {
  return static_cast<const back_network*>(table_->get_extension(table_, BACK_EXT_NETWORK));
}

}  // namespace back::sdk
