// Stories as they are in the product: the host core with okta.so as built, over TLS, in real time.
// Each worker has an organisation of its own, so that many stories can wait at once.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/host.hpp"
#include "desk.hpp"
#include "permitted.hpp"
#include "sites.hpp"

namespace truth {

struct Pace {
  std::size_t sites = 1;
  std::chrono::seconds longest_call{60};
  std::chrono::seconds settle_time{40};
  int settle_attempts = 3;
};

class TlsStage {
 public:
  explicit TlsStage(Pace pace);
  ~TlsStage();

  std::size_t workers() const { return sites_.count(); }
  // [one thread for each worker] One story to its end.
  Told play(std::size_t worker, Schedule schedule);
  const Site& site(std::size_t worker) { return sites_.at(worker); }

 private:
  void connect(std::size_t worker);
  const std::string& request_of(std::string_view login) const;

  Pace pace_;
  back::e2e::TemporaryFolder folder_;
  Sites sites_;
  std::shared_ptr<const back::host::Directory> directory_;
  std::vector<std::pair<std::string, std::string>> requests_;  // e-mail, request
  std::unique_ptr<back::host::Host> host_;
  std::vector<std::string> connections_;  // by worker
};

}  // namespace truth
