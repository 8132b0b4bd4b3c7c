#include "author.hpp"

#include <atomic>
#include <chrono>
#include <new>
#include <stdexcept>

#include "json/strict_json.hpp"
#include "sdk/failure.hpp"

namespace back::testing {
namespace {

std::atomic<int> alive = 0;

constexpr std::string_view kManifest = R"({
  "spec": 1, "id": "author", "version": "1.0.0", "vendor": "Tests", "title": "Author",
  "description": "A plugin for tests.", "icon": "M0 0h24v24H0z",
  "setup": [{"text": "Nothing to do."}],
  "connection": [
    {"id": "name", "type": "string", "title": "Name", "required": true, "maximum": 20},
    {"id": "token", "type": "secret", "title": "Token", "required": true},
    {"id": "teams", "type": "teams", "title": "Teams", "required": true, "minimum": 1}
  ],
  "sections": [{"id": "main", "title": "Main"}],
  "actions": [
    {"id": "change", "title": "Change", "section": "main", "description": "Changes something.",
     "effect": "reversible", "input": [
       {"id": "then", "type": "string", "title": "Then", "required": true}]},
    {"id": "waste", "title": "Waste", "section": "main", "description": "Nothing.",
     "effect": "reversible"}
  ],
  "limits": {"requests_in_flight": 4, "deadline_seconds": 30}
})";

// Not std::exception: what a careless library might throw.
struct Odd {};

void misbehave(std::string_view how) {
  if (how == "fail")
    throw sdk::Failure(BACK_UNAVAILABLE, "The vendor is down. Try again later.")
        .with_operator_text("connect timed out")
        .with_details({{"http_status", 503}});
  if (how == "throw") throw std::runtime_error("secret path /etc/passwd");
  if (how == "throw odd") throw Odd();
  if (how == "no memory") throw std::bad_alloc();
}

class Author : public sdk::Connection {
 public:
  explicit Author(Secret token) : token_(std::move(token)) { ++alive; }
  ~Author() override { --alive; }

  loop::Task<sdk::Reply> check(sdk::Call&) override {
    sdk::Reply reply;
    reply.output["token_size"] = token_.size();
    co_return reply;
  }

  loop::Task<sdk::Reply> query(sdk::Call& call) override {
    const auto how = json::string_at(call.input(), "how").value_or("answer");
    misbehave(how);
    if (how == "wait") co_await loop::sleep_until(loop::Clock::now() + std::chrono::hours(1));
    if (how == "change") {
      auto send = []() -> loop::Task<int> { co_return 1; };
      boost::json::object note{{"step", "sneak"}};
      co_await call.change(std::move(note), send);
    }
    call.progress("half way", 0.5);
    sdk::Reply reply;
    reply.output["name"] = call.name();
    reply.output["time_is_up"] = call.deadline() <= loop::Clock::now();
    reply.output["big"] = std::string(how == "big" ? std::size_t{9} << 20 : 0, 'x');
    co_return reply;
  }

  loop::Task<sdk::Reply> execute(sdk::Call& call) override {
    const std::string then(json::string_at(call.input(), "then").value_or("succeed"));
    auto send = [this]() -> loop::Task<int> {
      ++sent_;
      co_return 204;
    };
    boost::json::object note{{"step", "change"}, {"target", "t-1"}};
    const int status = co_await call.change(std::move(note), send);
    misbehave(then);
    if (then == "wait") co_await loop::sleep_until(loop::Clock::now() + std::chrono::hours(1));
    sdk::Reply reply;
    reply.output["outcome"] = "done";
    reply.output["sent"] = sent_;
    reply.output["status"] = status;
    reply.secrets.push_back({"link", Secret("https://once.example/")});
    co_return reply;
  }

  loop::Task<sdk::Reply> settle(sdk::Call& call) override {
    const sdk::Interrupted interrupted = call.interrupted();
    sdk::Reply reply;
    reply.output["action"] = interrupted.action;
    reply.output["noted"] = interrupted.note.has_value();
    co_return reply;
  }

 private:
  Secret token_;
  int sent_ = 0;
};

std::unique_ptr<sdk::Connection> open_author(const sdk::Opening& opening) {
  if (json::string_at(opening.configuration, "name") == "bad")
    throw sdk::Failure(BACK_INVALID_CONFIGURATION, "\"bad\" is not a good name; choose another.");
  return std::make_unique<Author>(opening.take_secret("token"));
}

constexpr sdk::Integration kAuthor{"author", "1.0.0", kManifest, &open_author};

}  // namespace

const back_plugin& author_plugin() { return sdk::kPlugin<kAuthor>; }
int open_authors() { return alive; }

}  // namespace back::testing
