// Looking at the items again until each has arrived, or is sure not to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okta/change/verdict.hpp"
#include "okta/change/watch.hpp"
#include "okta/membership/item.hpp"
#include "okta/membership/memberships.hpp"

namespace okta {

struct ItemReading {
  Reading reading = Reading::unreadable;
  std::optional<Shown> shown;  // by the read that tells most
};

// In the order of the items. Those that nothing was sent for are not looked at.
using Readings = std::vector<ItemReading>;

class ItemWatch : public Watched {
 public:
  // Both outlive it.
  ItemWatch(Memberships& memberships, const Items& items);

  Task<> look() override;
  Reading judge(bool late) override;

  Readings readings;

 private:
  bool is_open(std::size_t index) const;
  void doubt_what_lags();

  Memberships& memberships_;
  const Items& items_;
  std::vector<std::size_t> asked_;  // of the look at hand
  Seen seen_;
  bool first_ = true;
};

}  // namespace okta
