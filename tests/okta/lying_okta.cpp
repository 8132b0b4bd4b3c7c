#include "lying_okta.hpp"

#include <chrono>

#include "hostile_text.hpp"
#include "okta_manifest.hpp"

namespace okta_test {
namespace {

using Random = std::mt19937_64;

void collect_texts(json::value& value, std::vector<json::string*>& texts) {
  if (auto* text = value.if_string()) texts.push_back(text);
  if (auto* list = value.if_array())
    for (json::value& each : *list) collect_texts(each, texts);
  if (auto* object = value.if_object())
    for (auto& member : *object) collect_texts(member.value(), texts);
}

// Up to three texts of the body become hostile.
void spoil_body(std::string& body, Random& random) {
  boost::system::error_code error;
  json::value value = json::parse(body, error);
  std::vector<json::string*> texts;
  if (!error) collect_texts(value, texts);
  if (texts.empty()) return;
  for (std::uint64_t n = 1 + random() % 3; n > 0; --n)
    *texts[random() % texts.size()] = hostile_text(random);
  body = json::serialize(value);
}

// A next page at this place with a hostile cursor, or at another place.
std::string hostile_link(const std::string& here, Random& random) {
  const std::string path = random() % 4 == 0 ? hostile_text(random) : here;
  return "<https://back-demo.okta.com" + path + "?after=" + hostile_text(random) +
         ">; rel=\"next\"";
}

}  // namespace

class LyingOkta::Transport : public back::http::Transport {
 public:
  explicit Transport(LyingOkta& okta) : okta_(okta) {}

  back::loop::Task<back::http::Response> send(back::http::Request& request,
                                              back::http::Scope&) override {
    const bool cancelled = co_await back::loop::is_cancelled();
    if (cancelled) throw back::loop::Cancelled();
    okta_emulator::Answer answer = okta_.organisation_.handle(as_received(request));
    Random& random = okta_.random_;
    if (okta_.lies_ && random() % 3 == 0) spoil_body(answer.body, random);
    if (okta_.lies_ && random() % 6 == 0)
      answer.headers.emplace_back("link", hostile_link(std::string(request.path.text()), random));
    co_return as_sent(answer);
  }

 private:
  LyingOkta& okta_;
};

LyingOkta::LyingOkta(std::uint64_t seed)
    : clock_(std::make_shared<okta_emulator::ManualClock>(
          *okta_emulator::parse_iso_time("2026-11-23T08:00:00.000Z"))),
      organisation_(okta_emulator::back_demo_seed(), clock_),
      time_(*clock_),
      random_(seed) {
  connection_ = open_over(std::make_unique<Transport>(*this), time_, host_, World::kSuperAdmin, {});
}

LyingOkta::~LyingOkta() {
  if (connection_ != nullptr) plugin_under_test().close(connection_);
}

const json::object& LyingOkta::manifest() {
  static const json::value manifest = json::parse(okta::manifest::kJson);
  return manifest.as_object();
}

Answer LyingOkta::run(back::testing::Asked asked) {
  // The deadline is counted from now, and now is the fake clock's.
  using std::chrono::milliseconds;
  const auto ahead = time_.now() - back::http::Clock::now();
  asked.deadline_ms =
      World::kUsualDeadline + static_cast<int>(std::chrono::ceil<milliseconds>(ahead).count());
  const auto call = host_.prepare(asked);
  plugin_under_test().start(connection_, call->raw());
  return call->wait();
}

std::deque<okta_emulator::JournalEntry> LyingOkta::take_journal() {
  auto journal = organisation_.journal();
  organisation_.clear_journal();
  return journal;
}

}  // namespace okta_test
