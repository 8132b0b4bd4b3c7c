// What a plugin's author writes: one class for an open connection, whose coroutines answer calls on
// the loop's thread, and one function that opens it. The boundary has already checked
// configuration, context, who may act, and the input's shape.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/manifest.hpp"
#include "loop/loop.hpp"
#include "sdk/call.hpp"
#include "sdk/host.hpp"
#include "secret/secret.hpp"

namespace back::sdk {

struct NamedSecret {
  std::string field;
  Secret value;
};

// The answer to a call. output follows the schema of its kind in plugin_api/schema/; secrets are
// shown once.
struct Reply {
  boost::json::object output;
  std::vector<NamedSecret> secrets;
};

// A connection of one organisation. Built on a thread that may block, used and destroyed on the
// loop's thread. Each coroutine may throw Failure, or let loop::Cancelled pass.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual loop::Task<Reply> check(Call& call) = 0;
  virtual loop::Task<Reply> query(Call& call) = 0;
  virtual loop::Task<Reply> execute(Call& call) = 0;
  virtual loop::Task<Reply> settle(Call& call) = 0;  // reads only; see Call::interrupted
};

// What open is given: a configuration that fits the manifest, and its secrets. Touch no network.
struct Opening {
  Host host;
  const boost::json::object& configuration;
  std::vector<NamedSecret>& secrets;   // move out what you keep
  const contract::Manifest& manifest;  // lives longer than the connection

  // The secret of that field. Throws Failure if it is missing.
  Secret take_secret(std::string_view field) const;
};

using OpenFunction = std::unique_ptr<Connection> (*)(const Opening&);

}  // namespace back::sdk
