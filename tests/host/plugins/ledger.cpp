// A vendor whose state is a file: each change appends the line "on" or "off", so a test sees how
// often it was applied, also after the host has been killed. The file's neighbour <file>.script
// holds words that say what should go wrong.
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "finish.hpp"
#include "ledger_manifest.hpp"
#include "wait_for_file.hpp"

struct back_connection {
  const back_host* host = nullptr;
  std::string file;
  std::string token;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::uint64_t, std::int32_t> permissions;  // of calls under way: BACK_WAIT until told
  std::map<std::uint64_t, bool> cancelled;
  std::vector<std::thread> threads;
};

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The value of a string member, found without a parser: enough for what the host sends.
std::string member(std::string_view json, const std::string& name) {
  const std::string start = "\"" + name + "\":\"";
  const auto at = json.find(start);
  if (at == std::string_view::npos) return "";
  const auto begin = at + start.size();
  return std::string(json.substr(begin, json.find('"', begin) - begin));
}

struct Ledger {
  back_connection& self;

  bool told(const std::string& word) const {
    return (" " + read(self.file + ".script") + " ").find(" " + word + " ") != std::string::npos;
  }
  std::size_t lines() const {
    std::size_t count = 0;
    for (const char c : read(self.file)) count += c == '\n';
    return count;
  }
  bool is_on() const { return !read(self.file).ends_with("off\n"); }
  void mark(const std::string& word) const { std::ofstream(self.file + ".mark") << word; }
};

std::string state_name(bool on) { return on ? "on" : "off"; }

std::string account(const std::string& id, bool on) {
  return R"({"id":")" + id + R"(","name":"Person )" + id + R"(","login":")" + id +
         R"(@ledger.example","status":{"code":")" + (on ? "ON" : "OFF") + R"(","label":")" +
         (on ? "On" : "Off") + R"(","tone":"good"},"link":"https://example.com/)" + id + R"("})";
}

std::string outcome(back_call* call, const std::string& what, bool changed, bool before, bool after,
                    const std::string& more = {}) {
  const std::string picked = member(view(call->context), "account");
  const std::string id = picked.empty() ? "acc-1" : picked;
  const auto facts = [](bool on) {
    return R"([{"id":"status","label":"Status","value":")" + state_name(on) + R"("}])";
  };
  return R"({"outcome":")" + what + R"(","changed":)" + (changed ? "true" : "false") +
         R"(,"summary":"The account is )" + state_name(after) + R"(.","before":)" + facts(before) +
         R"(,"after":)" + facts(after) + R"(,"account":{"id":")" + id + R"(","login":")" + id +
         R"(@ledger.example"},"request_ids":["req-7"])" + more + "}";
}

// An answer, but one that cannot tell.
std::string unsure(back_call* call) {
  std::string text = outcome(call, "unknown", false, true, true,
                             R"(,"code":"cancelled","evidence":"The ledger was not read again.")");
  const std::string no = R"("changed":false)";
  return text.replace(text.find(no), no.size(), R"("changed":null)");
}

void check(const Ledger& ledger, back_call* call) {
  const bool usable = !ledger.told("unusable");
  finish(
      call, BACK_OK,
      std::string(R"({"usable":)") + (usable ? "true" : "false") + R"(,"sentence":")" +
          (usable ? "Everything works." : "The token may not read accounts.") +
          R"(","organisation":{"id":"org","name":"Ledger Org"},"credential":{"account":"adm","name":"Adm In","login":"adm"},)" +
          R"("capabilities":[{"id":"read","title":"Read accounts","verdict":")" +
          (usable ? "yes" : "no") + R"(","sentence":"Reads."}]})");
}

void history(const Ledger& ledger, back_call* call) {
  finish(call, BACK_OK,
         R"({"as_of":"2026-01-01T00:00:00Z","found":"one","account":)" +
             account("acc-1", ledger.is_on()) +
             R"(,"fields":[],"actions":[],"notices":[],"partial":[],"lists":[{"id":"history",)"
             R"("title":"History","section":"history","items":[{"id":"h1","name":")" +
             std::to_string(ledger.lines()) + R"( changes","locked":false}]}]})");
}

void requester(const Ledger& ledger, back_call* call) {
  if (member(view(call->input), "section") == "history") return history(ledger, call);
  const bool on = ledger.is_on();
  const std::string picked = member(view(call->context), "account");
  const std::string rest =
      R"(,"fields":[{"id":"region","label":"Region","value":"north","section":"account"}],"lists":[{"id":"groups",)"
      R"("title":"Groups","items":[{"id":"g1","name":"Everyone","locked":true,"lock":{"code":"built_in",)"
      R"("sentence":"Everyone is in this group."}}]}],"notices":[{"tone":"warning","sentence":"Mind the gap."}],"partial":[])";
  const std::string head = R"({"as_of":"2026-01-01T00:00:00Z","found":")";
  if (ledger.told("nobody"))
    return finish(
        call, BACK_OK,
        head + R"(none","searched":["e-mail dana@example.com"],"actions":[])" + rest + "}");
  if (ledger.told("several") && picked.empty())
    return finish(call, BACK_OK,
                  head + R"(several","candidates":[)" + account("acc-1", on) + "," +
                      account("acc-2", on) + R"(],"actions":[])" + rest + "}");
  const std::string mine = picked.empty() ? "acc-1" : picked;
  const std::string actions =
      on ? R"([{"id":"switch_off","enabled":true,"confirmation":"Two sessions will end."},)"
         : R"([{"id":"switch_on","enabled":true},)";
  const std::string link =
      ledger.told("no_link")
          ? R"({"id":"make_link","enabled":false,"reason":{"code":"scope","sentence":"The token may not.","remedy":"Give it links.write."}})"
          : R"({"id":"make_link","enabled":true})";
  finish(call, BACK_OK,
         head + R"(one","account":)" + account(mine, on) + R"(,"seen":{"status":")" +
             state_name(on) + R"("},"actions":)" + actions + link +
             (ledger.told("unknown_action") ? R"(,{"id":"fly","enabled":true}])" : "]") + rest +
             "}");
}

void options(back_call* call) {
  const std::string wanted = member(view(call->input), "text");
  const std::string cursor = member(view(call->input), "cursor");
  finish(
      call, BACK_OK,
      R"({"items":[{"id":"c1","name":")" + wanted + (cursor.empty() ? " red" : " blue") +
          R"(","disabled":false},{"id":"c2","name":"grey","disabled":true,"reason":"It is locked."}])" +
          (cursor.empty() ? R"(,"cursor":"next"})" : "}"));
}

// True once the host says that the change may be sent.
bool may_send(back_connection& self, back_call* call, std::size_t before) {
  const std::string note = R"({"step":"switch","target":"acc-1","before":{"lines":")" +
                           std::to_string(before) + R"("}})";
  {
    const std::lock_guard lock(self.mutex);
    self.permissions[call->id] = BACK_WAIT;
  }
  const std::int32_t answer = call->intent(call, text(note));
  if (answer != BACK_WAIT) return answer == BACK_PROCEED;
  std::unique_lock lock(self.mutex);
  self.changed.wait(
      lock, [&] { return self.permissions[call->id] != BACK_WAIT || self.cancelled[call->id]; });
  return self.permissions[call->id] == BACK_PROCEED && !self.cancelled[call->id];
}

void wait_until_cancelled(back_connection& self, std::uint64_t id) {
  std::unique_lock lock(self.mutex);
  self.changed.wait(lock, [&] { return self.cancelled[id]; });
}

// Where a test stops the change: a mark for it to see, then nothing until the call is cancelled or
// the process killed.
void stop_here(const Ledger& ledger, back_call* call, const std::string& where) {
  if (!ledger.told("hold_" + where)) return;
  ledger.mark(where);
  wait_until_cancelled(ledger.self, call->id);
}

// Takes no notice of being cancelled, until a test says that it may go on.
void hang(const Ledger& ledger) {
  ledger.mark("hanging");
  wait_for_file(ledger.self.file + ".go", std::chrono::seconds(10));
}

void switch_to(const Ledger& ledger, back_call* call, bool on) {
  const bool before = ledger.is_on();
  if (ledger.told("forbidden"))
    return finish(call, BACK_FORBIDDEN, "", "The token may not switch accounts.");
  if (ledger.told("broken")) return finish(call, BACK_OK, "{\"outcome\":\"great\"}");
  if (before == on) return finish(call, BACK_OK, outcome(call, "already", false, before, before));
  const std::string seen = member(view(call->context), "status");
  if (!seen.empty() && seen != state_name(before))
    return finish(call, BACK_OK,
                  outcome(call, "refused", false, before, before, R"(,"code":"conflict")"));
  stop_here(ledger, call, "before_note");
  if (!may_send(ledger.self, call, ledger.lines()))
    return finish(call, BACK_CANCELLED, "", "It was stopped before anything was sent.");
  stop_here(ledger, call, "before_send");
  if (call->is_cancelled(call) != 0 && !ledger.told("stubborn"))
    return finish(call, BACK_CANCELLED, "", "It was stopped before anything was sent.");
  std::ofstream(ledger.self.file, std::ios::app) << state_name(on) << "\n";
  stop_here(ledger, call, "after_send");
  if (ledger.told("hang")) hang(ledger);
  if (ledger.told("unsure")) return finish(call, BACK_OK, unsure(call));
  if (ledger.told("lose_answer")) return finish(call, BACK_UNAVAILABLE, "", "The answer was lost.");
  finish(call, BACK_OK,
         outcome(call, "done", true, before, on,
                 R"(,"undo":{"action":"switch_)" + state_name(before) + R"(","input":{}})"));
}

void make_link(back_call* call) {
  const std::string value = "https://ledger.example/once/" + std::to_string(call->secret_count);
  const back_secret secret = {text("link"), text(value)};
  finish(call, BACK_OK, outcome(call, "done", true, true, true), "", &secret, 1);
}

void settle(const Ledger& ledger, back_call* call) {
  if (ledger.told("settle_down"))
    return finish(call, BACK_UNAVAILABLE, "", "The ledger is closed.");
  const std::string before = member(view(call->input), "lines");
  if (before.empty()) return finish(call, BACK_INVALID_INPUT, "", "There is no note.");
  const bool applied = ledger.lines() > std::stoul(before);
  const bool on = ledger.is_on();
  finish(call, BACK_OK,
         applied ? outcome(call, "done", true, !on, on)
                 : outcome(call, "failed", false, on, on, R"(,"code":"lost_answer")"));
}

void work(back_connection* connection, back_call* call) {
  const Ledger ledger{*connection};
  const std::string name(view(call->name));
  if (ledger.told("slow")) call->progress(call, -1, text("Turning the pages"));
  if (connection->token.starts_with("dead") || ledger.told("dead"))
    return finish(call, BACK_UNAUTHENTICATED, "", "The ledger does not accept the token.");
  if (call->kind == BACK_KIND_CHECK) return check(ledger, call);
  if (call->kind == BACK_KIND_SETTLE) return settle(ledger, call);
  if (name == "requester") return requester(ledger, call);
  if (name == "options") return options(call);
  if (name == "switch_on" || name == "switch_off")
    return switch_to(ledger, call, name == "switch_on");
  if (name == "make_link") return make_link(call);
  finish(call, BACK_UNSUPPORTED, "", "The ledger does not know this.");
}

std::int32_t BACK_CALL open(const back_host* host, back_text config, const back_secret* secrets,
                            std::size_t count, void*, void(BACK_CALL*)(void*, const back_result*),
                            back_connection** out) {
  auto* connection = new back_connection();
  connection->host = host;
  connection->file = member(view(config), "file");
  if (count > 0) connection->token = view(secrets[0].value);
  *out = connection;
  return BACK_OK;
}

void BACK_CALL close(back_connection* connection) {
  for (auto& thread : connection->threads) thread.join();
  delete connection;
}

void BACK_CALL start(back_connection* connection, back_call* call) {
  const std::lock_guard lock(connection->mutex);
  connection->cancelled[call->id] = call->is_cancelled(call) != 0;
  connection->threads.emplace_back([=] { work(connection, call); });
}

void BACK_CALL cancel(back_connection* connection, std::uint64_t id) {
  const std::lock_guard lock(connection->mutex);
  connection->cancelled[id] = true;
  connection->changed.notify_all();
}

void BACK_CALL proceed(back_connection* connection, std::uint64_t id) {
  const std::lock_guard lock(connection->mutex);
  connection->permissions[id] = BACK_PROCEED;
  connection->changed.notify_all();
}

}  // namespace

extern "C" const back_plugin* BACK_CALL back_plugin_v1(void) {
  static const back_plugin plugin = {sizeof(back_plugin),
                                     BACK_MAGIC,
                                     BACK_ABI_MAJOR,
                                     BACK_ABI_MINOR,
                                     0,
                                     0,
                                     text(ledger::manifest::kId),
                                     text(ledger::manifest::kVersion),
                                     text(ledger::manifest::kJson),
                                     open,
                                     close,
                                     start,
                                     cancel,
                                     proceed,
                                     nullptr};
  return &plugin;
}
