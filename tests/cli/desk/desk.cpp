// The plugin of desk.yaml. What it answers depends on the local part of the requester's address:
// one, several, none, broken (nothing can be read) or dead (the pin is not accepted any more).
#include "desk_manifest.hpp"
#include "json/strict_json.hpp"
#include "sdk/failure.hpp"
#include "sdk/plugin.hpp"

namespace desk {
namespace {

using back::loop::Task;
using back::sdk::Call;
using back::sdk::Failure;
using back::sdk::Reply;
using boost::json::array;
using boost::json::object;

constexpr std::chrono::milliseconds kBeat{50};
constexpr int kMostBeats = 400;

std::string who(const Call& call) {
  const auto& email = call.context().requester->email;
  return email.substr(0, email.find('@'));
}

object account(const char* id, const char* name, const char* login) {
  return {{"id", id},
          {"name", name},
          {"login", login},
          {"link", "https://desk.example/people"},
          {"status", object{{"code", "IN"}, {"label", "In the house"}, {"tone", "good"}}}};
}

object empty_view(const char* found) {
  return {{"as_of", "2026-01-02T03:04:05Z"},
          {"found", found},
          {"fields", array()},
          {"lists", array()},
          {"actions", array()},
          {"notices", array()},
          {"partial", array()}};
}

// With everything a view can have, and a name that would steer a terminal.
object full_view() {
  return back::json::parse(R"({
    "as_of": "2026-01-02T03:04:05Z", "found": "one", "seen": {"in": true},
    "account": {"id": "p-1", "name": "Zoë \u001b[31m山田\u202e", "login": "zoe", "link": "https://desk.example/p-1",
                "status": {"code": "IN", "label": "In the house", "tone": "good"}},
    "fields": [{"id": "f", "label": "Floor", "value": "2", "section": "person"},
               {"id": "c", "label": "Coat", "value": "blue", "section": "elsewhere"}],
    "lists": [{"id": "keys", "title": "Keys", "section": "things", "items": [
      {"id": "k1", "name": "Front door", "locked": true, "lock": {"code": "all", "sentence": "Everyone has it.", "remedy": "Ask the porter."}},
      {"id": "k2", "name": "Drawer", "detail": "brass", "locked": false}]}],
    "actions": [{"id": "greet", "enabled": true}, {"id": "lock", "enabled": true, "confirmation": "Two people are waiting."},
                {"id": "shred", "enabled": false, "reason": {"code": "power", "sentence": "The power is off.", "remedy": "Switch it on."}}],
    "notices": [{"tone": "warning", "sentence": "The bell is broken."}],
    "partial": [{"what": "Letters", "why": "The box is locked."}]})")
      .as_object();
}

object outcome(const char* how, const char* summary) {
  return {{"outcome", how},
          {"changed", true},
          {"summary", summary},
          {"before", array()},
          {"after", array()},
          {"request_ids", array{"rq-7"}},
          {"account", object{{"id", "p-1"}, {"login", "zoe"}}}};
}

object fact(const char* value) { return {{"id", "mood"}, {"label", "Mood"}, {"value", value}}; }

class Desk : public back::sdk::Connection {
 public:
  Desk(back::Secret pin, std::string address)
      : pin_(std::move(pin)), address_(std::move(address)) {}

  Task<Reply> check(Call& call) override {
    if (pin_.reveal() == "9999") throw Failure(BACK_UNAUTHENTICATED, "The pin was not accepted.");
    if (address_ == "slow") co_await dawdle(call);
    const bool usable = pin_.reveal() != "0000";
    Reply reply;
    reply.output = {
        {"usable", usable},
        {"sentence", usable ? "The desk answers." : "The pin opens nothing."},
        {"organisation", object{{"id", "d"}, {"name", "Desk Works"}}},
        {"credential", object{{"account", "a"}, {"name", "Porter"}, {"login", "porter"}}},
        {"capabilities", array{object{{"id", "g"},
                                      {"title", "Greet"},
                                      {"verdict", "no"},
                                      {"sentence", "Missing: voice."}}}}};
    co_return reply;
  }

  Task<Reply> query(Call& call) override {
    Reply reply;
    if (call.name() == "options") {
      reply.output["items"] =
          array{object{{"id", "s-1"}, {"name", "Window"}, {"disabled", false}},
                object{{"id", "s-2"}, {"name", "Door"}, {"disabled", true}, {"reason", "Taken."}}};
      co_return reply;
    }
    const std::string person = who(call);
    if (person == "broken") throw Failure(BACK_UNAVAILABLE, "The desk does not answer.");
    if (person == "dead") throw Failure(BACK_UNAUTHENTICATED, "The pin was not accepted.");
    if (person == "one" || !call.context().account.empty()) {
      reply.output = full_view();
    } else if (person == "several") {
      reply.output = empty_view("several");
      reply.output["candidates"] =
          array{account("p-1", "Zoe", "zoe"), account("p-2", "Zoe B", "zoe.b")};
    } else {
      reply.output = empty_view("none");
      reply.output["searched"] = array{"the list at the door"};
    }
    co_return reply;
  }

  Task<Reply> execute(Call& call) override {
    const std::string_view action = call.name();
    if (action == "wait") co_await dawdle(call);
    if (action == "expire") throw Failure(BACK_UNAUTHENTICATED, "The pin was not accepted.");
    auto nothing = []() -> Task<int> { co_return 0; };
    object note{{"step", "move"}, {"target", "p-1"}, {"before", object()}};
    co_await call.change(std::move(note), nothing);
    if (action == "send") co_await dawdle(call);
    Reply reply;
    reply.output = outcome("done", "It is done.");
    reply.output["before"] = array{fact("grey")};
    reply.output["after"] = array{fact("sunny")};
    if (action == "greet") tell_greeting(call, reply.output);
    if (action == "badge") reply.secrets.push_back({"badge_code", back::Secret("B4DGE-\"77")});
    if (action == "lose") {
      reply.output = outcome("unknown", "It cannot be told.");
      reply.output["changed"] = nullptr;
      reply.output["code"] = "lost_answer";
      reply.output["evidence"] = "The answer was lost. Look at the desk.";
    }
    co_return reply;
  }

  Task<Reply> settle(Call& call) override {
    if (who(call) == "broken") throw Failure(BACK_UNAVAILABLE, "The desk does not answer.");
    Reply reply;
    reply.output = outcome("done", "It was sent.");
    co_return reply;
  }

 private:
  static void tell_greeting(const Call& call, object& output) {
    output["summary"] = "Greeted: " + back::json::canonical(call.input());
    output["undo"] = object{{"action", "hush"}, {"input", object{{"how", "don't shout"}}}};
  }

  // As long as nobody cancels, but not for ever.
  static Task<> dawdle(Call& call) {
    for (int beat = 0; beat < kMostBeats; ++beat) {
      call.progress("Knitting", static_cast<double>(beat) / kMostBeats);
      const auto next = back::loop::Clock::now() + kBeat;
      co_await back::loop::sleep_until(next);
    }
  }

  back::Secret pin_;
  std::string address_;
};

std::unique_ptr<back::sdk::Connection> open_desk(const back::sdk::Opening& opening) {
  const auto address = back::json::string_at(opening.configuration, "address").value_or("");
  return std::make_unique<Desk>(opening.take_secret("pin"), std::string(address));
}

constexpr back::sdk::Integration kDesk{manifest::kId, manifest::kVersion, manifest::kJson,
                                       &open_desk};

}  // namespace
}  // namespace desk

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  return &back::sdk::kPlugin<desk::kDesk>;
}
