// The same nothing, as an author writes it with the SDK.
#include "sdk/plugin.hpp"
#include "spoken_manifest.hpp"

namespace spoken {
namespace {

using back::loop::Task;
using back::sdk::Call;
using back::sdk::Reply;

class Connection : public back::sdk::Connection {
 public:
  Task<Reply> check(Call&) override { co_return Reply{}; }
  Task<Reply> query(Call&) override { co_return Reply{}; }
  Task<Reply> execute(Call&) override { co_return Reply{}; }
  Task<Reply> settle(Call&) override { co_return Reply{}; }
};

std::unique_ptr<back::sdk::Connection> open(const back::sdk::Opening&) {
  return std::make_unique<Connection>();
}

constexpr back::sdk::Integration kSpoken{manifest::kId, manifest::kVersion, manifest::kJson, &open};

}  // namespace
}  // namespace spoken

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  return &back::sdk::kPlugin<spoken::kSpoken>;
}
