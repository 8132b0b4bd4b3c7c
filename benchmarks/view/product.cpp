#include <stdexcept>

#include "support/measure.hpp"
#include "support/product_host.hpp"
#include "support/world.hpp"
#include "view/load.hpp"

namespace back::bench {

Spent product_views(const ViewLoad& load) {
  const auto host = start_host({load.port, load.ca_file, 1});
  pick(*host, connect_all(*host, 1).front(), 0, 0);
  const auto view = [&] {
    const auto views = host->requester(kExpert, request_id(0, 0));
    if (views.size() != 1 || !views[0].code.empty() || views[0].view.at("found") != "one")
      throw std::runtime_error("The requester could not be read.");
    const auto& lists = views[0].view.at("lists").as_array();
    if (lists.size() != 3 || lists[1].at("items").as_array().size() != kManyGroups ||
        lists[2].at("items").as_array().size() != kManyApps)
      throw std::runtime_error("Not all groups and apps were read.");
  };
  for (int i = 0; i < kWarmViews; ++i) view();
  const double cpu = cpu_us();
  const double wall = wall_us();
  for (int i = 0; i < load.views; ++i) view();
  return {cpu_us() - cpu, wall_us() - wall};
}

}  // namespace back::bench
