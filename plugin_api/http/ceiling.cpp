#include "http/ceiling.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

namespace back::http {
namespace {

constexpr std::size_t kSuccessesPerStep = 100;  // before it rises again by one

struct Known {
  std::mutex mutex;
  std::map<std::string, std::weak_ptr<Ceiling>, std::less<>> by_host;
};

Known& known() {
  static Known ceilings;
  return ceilings;
}

}  // namespace

Ceiling::Ceiling(std::size_t most)
    : most_(std::max<std::size_t>(most, 1)), permits_(std::max<std::size_t>(most, 1)) {}

std::shared_ptr<Ceiling> Ceiling::of(const Origin& origin, std::size_t most) {
  Known& all = known();
  const std::lock_guard lock(all.mutex);
  std::erase_if(all.by_host, [](const auto& entry) { return entry.second.expired(); });
  auto& entry = all.by_host[origin.host];
  auto ceiling = entry.lock();
  if (!ceiling) entry = ceiling = std::make_shared<Ceiling>(most);
  return ceiling;
}

void Ceiling::too_many() {
  permits_.resize(std::max<std::size_t>(permits_.size() / 2, 1));
  successes_ = 0;
}

void Ceiling::note_success() {
  if (permits_.size() >= most_ || ++successes_ < kSuccessesPerStep) return;
  permits_.resize(permits_.size() + 1);
  successes_ = 0;
}

}  // namespace back::http
