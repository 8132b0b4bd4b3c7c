#include "actions/raw.hpp"

#include <curl/curl.h>

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

#include "support/world.hpp"

namespace back::bench {
namespace {

class Worker;

struct Transfer {
  CURL* easy = nullptr;
  Worker* worker = nullptr;
  std::string body;
  bool is_read = true;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* transfer) {
  static_cast<Transfer*>(transfer)->body.append(data, size * count);
  return size * count;
}

// The multi handle, the handles in it, and how many actions are still to be begun.
class Engine {
 public:
  explicit Engine(const Load& load) : load_(load), multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 256L);
    for (const auto& entry : bench::connect_to(load.organisations, load.port))
      connect_to_ = curl_slist_append(connect_to_, entry.c_str());
    headers_ = curl_slist_append(headers_, "Accept: application/json");
    headers_ = curl_slist_append(headers_, (std::string("Authorization: SSWS ") + kToken).c_str());
    headers_ = curl_slist_append(headers_, "Expect:");
  }

  ~Engine() {
    for (const auto& transfer : all_) {
      curl_multi_remove_handle(multi_, transfer->easy);
      curl_easy_cleanup(transfer->easy);
    }
    curl_multi_cleanup(multi_);
    curl_slist_free_all(connect_to_);
    curl_slist_free_all(headers_);
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void begin(Worker& worker, const std::string& url, bool is_read) {
    Transfer* transfer = take();
    transfer->worker = &worker;
    transfer->is_read = is_read;
    curl_easy_setopt(transfer->easy, CURLOPT_URL, url.c_str());
    if (is_read) {
      curl_easy_setopt(transfer->easy, CURLOPT_HTTPGET, 1L);
    } else {
      curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, "");
      curl_easy_setopt(transfer->easy, CURLOPT_POST, 1L);
    }
    curl_multi_add_handle(multi_, transfer->easy);
  }

  // Drives all transfers until the workers begin none any more.
  void drive();

  int left = 0;

 private:
  Transfer* take() {
    if (!idle_.empty()) {
      Transfer* transfer = idle_.back();
      idle_.pop_back();
      return transfer;
    }
    Transfer* transfer = all_.emplace_back(std::make_unique<Transfer>()).get();
    CURL* easy = transfer->easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_CAINFO, load_.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to_);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "back-bench/1.0");
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 60000L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    return transfer;
  }
  void collect();

  const Load& load_;
  CURLM* multi_;
  curl_slist* connect_to_ = nullptr;
  curl_slist* headers_ = nullptr;
  std::vector<std::unique_ptr<Transfer>> all_;
  std::vector<Transfer*> idle_;
};

// One account: reads it and its roles at once, changes it, reads it back, and begins anew.
class Worker {
 public:
  Worker(Engine& engine, const Load& load, int number)
      : engine_(engine),
        by_email_(load.by_email),
        users_("https://" + domain(number % load.organisations) + "/api/v1/users"),
        user_(users_ + "/" + account_id(number / load.organisations)),
        search_(users_ + "?search=" +
                escaped("profile.login eq \"" +
                        login(number % load.organisations, number / load.organisations) +
                        "\" or profile.email eq \"" +
                        login(number % load.organisations, number / load.organisations) + "\"") +
                "&limit=50") {}

  void begin() {
    if (engine_.left == 0) return;
    --engine_.left;
    step_ = by_email_ ? Step::search : Step::look;
    next();
  }

  void answered(const Transfer& transfer, long status) {
    if (status != 200)
      throw std::runtime_error("The plain loop met status " + std::to_string(status));
    if (transfer.is_read) {
      const auto value = boost::json::parse(transfer.body);
      if (!value.is_object() && !value.is_array()) throw std::runtime_error("no account");
    }
    if (--open_ > 0) return;
    if (step_ == Step::read_back) {
      suspended_ = !suspended_;
      return begin();
    }
    step_ = static_cast<Step>(static_cast<int>(step_) + 1);
    next();
  }

 private:
  enum class Step { search, look, change, read_back };

  static std::string escaped(const std::string& text) {
    char* const raw = curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size()));
    std::string result(raw);
    curl_free(raw);
    return result;
  }

  void next() {
    open_ = step_ == Step::look ? 2 : 1;
    if (step_ == Step::search) engine_.begin(*this, search_, true);
    if (step_ == Step::look || step_ == Step::read_back) engine_.begin(*this, user_, true);
    if (step_ == Step::look) engine_.begin(*this, user_ + "/roles", true);
    if (step_ == Step::change)
      engine_.begin(*this, user_ + (suspended_ ? "/lifecycle/unsuspend" : "/lifecycle/suspend"),
                    false);
  }

  Engine& engine_;
  const bool by_email_;
  const std::string users_;
  const std::string user_;
  const std::string search_;
  Step step_ = Step::look;
  int open_ = 0;
  bool suspended_ = false;
};

void Engine::collect() {
  int waiting = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_, &waiting)) {
    CURL* easy = message->easy_handle;
    const CURLcode code = message->data.result;
    Transfer* transfer = nullptr;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi_, easy);
    if (code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
    transfer->worker->answered(*transfer, status);
    transfer->body.clear();
    idle_.push_back(transfer);
  }
}

void Engine::drive() {
  while (idle_.size() < all_.size()) {
    int running = 0;
    curl_multi_perform(multi_, &running);
    collect();
    if (idle_.size() < all_.size()) curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
  }
}

}  // namespace

void run_raw(const Load& load, const Measure& measure) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Engine engine(load);
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < load.in_flight; ++i)
    workers.push_back(std::make_unique<Worker>(engine, load, i));
  const auto run = [&](int actions) {
    engine.left = actions;
    for (const auto& worker : workers) worker->begin();
    engine.drive();
  };
  run(kWarmUp * load.in_flight);
  measure([&] { run(load.actions); });
}

}  // namespace back::bench
