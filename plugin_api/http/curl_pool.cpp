#include "http/curl_pool.hpp"

#include <algorithm>
#include <utility>

#include "http/curl_connection.hpp"

namespace back::http {

CurlPool::CurlPool() = default;
CurlPool::~CurlPool() = default;

std::unique_ptr<CurlConnection> CurlPool::take(const Way& way, loop::Clock::time_point now) {
  drop_old_ones(now);
  for (std::size_t i = idle_.size(); i-- > 0;) {
    const Way& other = idle_[i].connection->way();
    if (other != way && *other != *way) continue;
    std::unique_ptr<CurlConnection> connection = std::move(idle_[i].connection);
    idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(i));
    if (connection->is_quiet()) return connection;
  }
  return nullptr;
}

void CurlPool::give_back(std::unique_ptr<CurlConnection> connection, loop::Clock::time_point now) {
  drop_old_ones(now);
  if (idle_.size() >= kMostIdle) idle_.erase(idle_.begin());
  idle_.push_back({now, std::move(connection)});
}

void CurlPool::drop_old_ones(loop::Clock::time_point now) {
  const auto oldest = now - kOldest;
  const auto young = std::find_if(idle_.begin(), idle_.end(),
                                  [oldest](const Idle& idle) { return idle.since >= oldest; });
  idle_.erase(idle_.begin(), young);
}

}  // namespace back::http
