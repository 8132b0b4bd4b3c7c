#include <curl/curl.h>

#include <boost/json.hpp>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "support/measure.hpp"
#include "support/world.hpp"
#include "view/load.hpp"

namespace back::bench {
namespace {

struct Transfer {
  CURL* easy = nullptr;
  std::string body;
  std::string next;  // what the answer names as its next page
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* transfer) {
  static_cast<Transfer*>(transfer)->body.append(data, size * count);
  return size * count;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* transfer) {
  const std::string_view line(data, size * count);
  if ((line.starts_with("Link:") || line.starts_with("link:")) &&
      line.find("rel=\"next\"") != std::string_view::npos) {
    const std::size_t begin = line.find('<') + 1;
    static_cast<Transfer*>(transfer)->next = line.substr(begin, line.find('>') - begin);
  }
  return size * count;
}

class Loop {
 public:
  explicit Loop(const ViewLoad& load) : load_(load), multi_(curl_multi_init()) {
    for (const auto& entry : connect_to(1, load.port))
      connect_to_ = curl_slist_append(connect_to_, entry.c_str());
    headers_ = curl_slist_append(headers_, "Accept: application/json");
    headers_ = curl_slist_append(headers_, (std::string("Authorization: SSWS ") + kToken).c_str());
  }
  ~Loop() {
    for (const auto& transfer : all_) curl_easy_cleanup(transfer->easy);
    curl_multi_cleanup(multi_);
    curl_slist_free_all(connect_to_);
    curl_slist_free_all(headers_);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void view() {
    const std::string api = "https://" + domain(0) + "/api/v1";
    const std::string user = api + "/users/" + account_id(0);
    for (const char* part : {"", "/factors", "/roles", "/groups?limit=200"}) begin(user + part);
    begin(api + "/apps?filter=user.id%20eq%20%22" + account_id(0) + "%22&expand=user%2F" +
          account_id(0) + "&limit=200");
    while (under_way_ > 0) {
      int running = 0;
      curl_multi_perform(multi_, &running);
      collect();
      if (under_way_ > 0) curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
    }
  }

 private:
  void begin(const std::string& url) {
    Transfer* transfer = take();
    curl_easy_setopt(transfer->easy, CURLOPT_URL, url.c_str());
    curl_multi_add_handle(multi_, transfer->easy);
    ++under_way_;
  }

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
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    return transfer;
  }

  void collect() {
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
      if (status != 200) throw std::runtime_error("The plain loop met another status than 200.");
      --under_way_;
      use(*transfer);
    }
  }

  void use(Transfer& transfer) {
    const auto value = boost::json::parse(transfer.body);
    if (!value.is_object() && !value.is_array()) throw std::runtime_error("no account, no list");
    transfer.body.clear();
    const std::string next = std::exchange(transfer.next, {});
    idle_.push_back(&transfer);
    if (!next.empty()) begin(next);
  }

  const ViewLoad& load_;
  CURLM* multi_;
  curl_slist* connect_to_ = nullptr;
  curl_slist* headers_ = nullptr;
  std::vector<std::unique_ptr<Transfer>> all_;
  std::vector<Transfer*> idle_;
  int under_way_ = 0;
};

}  // namespace

Spent raw_views(const ViewLoad& load) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Loop loop(load);
  for (int i = 0; i < kWarmViews; ++i) loop.view();
  const double cpu = cpu_us();
  const double wall = wall_us();
  for (int i = 0; i < load.views; ++i) loop.view();
  return {cpu_us() - cpu, wall_us() - wall};
}

}  // namespace back::bench
