#include "okta_emulator/control.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

#include "okta_emulator/call.hpp"
#include "okta_emulator/control_access.hpp"
#include "okta_emulator/json_reader.hpp"
#include "okta_emulator/seed.hpp"
#include "okta_emulator/seed_users.hpp"

namespace okta_emulator {
namespace json = boost::json;
namespace {

struct Refusal : std::runtime_error {
  Refusal(int code, const std::string& why) : std::runtime_error(why), status(code) {}
  int status;
};

struct Site {
  std::shared_ptr<Organisation> organisation;
  json::value seed;
};

// One request to one organisation: what follows its name in the path.
struct Order {
  Site& site;
  const Request& request;
  const Target& target;
  std::vector<std::string> words;

  bool is(std::string_view method, std::string_view noun, std::size_t size = 1) const {
    return request.method == method && words.size() == size && words.at(0) == noun;
  }
};

json::value body_of(const Request& request) {
  boost::system::error_code error;
  json::value value = json::parse(request.body, error);
  if (error) throw Refusal(400, "the body is no JSON: " + error.message());
  return value;
}

Answer summary(const std::vector<Site>& sites) {
  json::array organisations;
  for (const Site& site : sites) {
    const Profile profile = site.organisation->profile();
    organisations.push_back(json::object{
        {"name", profile.subdomain}, {"domain", profile.domain}, {"company", profile.company}});
  }
  return json_answer(json::object{{"organisations", std::move(organisations)}});
}

Answer journal(const Order& order) {
  std::int64_t after = 0;
  if (const auto given = order.target.parameter("after")) {
    const char* end = given->data() + given->size();
    const auto [at, error] = std::from_chars(given->data(), end, after);
    if (error != std::errc() || at != end) throw Refusal(400, "\"after\" must be a number");
  }
  json::array entries;
  for (const JournalEntry& entry : order.site.organisation->journal_after(after)) {
    entries.push_back(entry_json(entry));
  }
  return json_answer(entries);
}

Answer list_faults(const Order& order) {
  json::array faults;
  for (const Fault& fault : order.site.organisation->faults()) faults.push_back(fault_json(fault));
  return json_answer(faults);
}

Answer add_fault(const Order& order) {
  const std::int64_t id = order.site.organisation->add_fault(parse_fault(body_of(order.request)));
  return json_answer(json::object{{"id", id}}, 201);
}

Answer one_user(const Order& order) {
  const auto user = order.site.organisation->user(order.words.at(1));
  if (!user) throw Refusal(404, "there is no user " + order.words.at(1));
  return json_answer(user_truth(*user));
}

// Puts `old` back after a change of it was refused.
void put_back(State& state, const User& old) {
  User& user = state.add_user(old);
  for (const std::string& id : old.groups) state.join(*state.find_group(id), user);
}

// Lays the given members over the user's truth and reads it as a seed is read: one way in, one set
// of checks.
Answer change_user(const Order& order) {
  const json::value changes = body_of(order.request);
  if (!changes.is_object()) throw Refusal(400, "the body must be a JSON object");
  json::object changed;
  order.site.organisation->change([&](State& state) {
    const User* user = state.find_user(order.words.at(1));
    if (user == nullptr) throw Refusal(404, "there is no user " + order.words.at(1));
    const User old = *user;
    json::object truth = user_truth(old);
    for (const auto& [name, value] : changes.get_object()) truth[name] = value;
    truth["id"] = old.id;
    truth["version"] = old.version + 1;
    state.remove_user(old.id);
    try {
      read_user(truth, state);
    } catch (...) {
      put_back(state, old);
      throw;
    }
    changed = user_truth(*state.user_by_id(old.id));
  });
  return json_answer(changed);
}

// GET shows, PUT replaces: the rules of rate limits and of consistency, as in a seed. Nothing when
// the order is about neither.
std::optional<Answer> rules(const Order& order) {
  Organisation& organisation = *order.site.organisation;
  if (order.is("PUT", "rate_limits")) {
    const json::value body = body_of(order.request);
    organisation.set_rates(read_rates(&body, *organisation.profile().edition));
  } else if (order.is("PUT", "consistency")) {
    const json::value body = body_of(order.request);
    organisation.set_consistency(read_consistency(&body));
  } else if (!order.is("GET", "rate_limits") && !order.is("GET", "consistency")) {
    return std::nullopt;
  }
  return json_answer(order.words.at(0) == "consistency"
                         ? consistency_json(organisation.consistency())
                         : rates_json(organisation.rates()));
}

Answer carry_out(const Order& order) {
  Organisation& organisation = *order.site.organisation;
  if (auto answer = rules(order)) return *std::move(answer);
  if (auto answer =
          access_order(organisation, order.request.method, order.words, order.request.body)) {
    return *std::move(answer);
  }
  if (order.is("POST", "seed")) {
    organisation.restore(order.request.body.empty() ? order.site.seed : body_of(order.request));
    organisation.clear_faults();
    organisation.clear_journal();
    return no_content();
  }
  if (order.is("GET", "snapshot")) return json_answer(organisation.snapshot());
  if (order.is("PUT", "snapshot")) {
    organisation.restore(body_of(order.request));
    return no_content();
  }
  if (order.is("GET", "journal")) return journal(order);
  if (order.is("DELETE", "journal")) {
    organisation.clear_journal();
    return no_content();
  }
  if (order.is("GET", "faults")) return list_faults(order);
  if (order.is("POST", "faults")) return add_fault(order);
  if (order.is("DELETE", "faults")) {
    organisation.clear_faults();
    return no_content();
  }
  if (order.is("GET", "users", 2)) return one_user(order);
  if (order.is("PATCH", "users", 2)) return change_user(order);
  if (order.is("POST", "users", 3) && order.words.at(2) == "settle") {
    if (!organisation.settle(order.words.at(1))) throw Refusal(409, "nothing is under way there");
    return no_content();
  }
  throw Refusal(404,
                "there is no " + order.request.method + ' ' + std::string(order.target.path) +
                    "; the paths are seed, snapshot, journal, faults, rate_limits, consistency, "
                    "users/<id or login>, users/<id or login>/settle, users/<id or login>/push, "
                    "groups/<id or "
                    "name>, apps/<id or label>, rules/<id or name>, log, and, of all "
                    "organisations, clock");
}

void set_clock(SettableClock& clock, const json::value& body) {
  JsonReader reader(body, "the clock");
  const std::string time = reader.text("now", {});
  const auto now = parse_iso_time(time);
  if (!time.empty() && !now)
    reader.refuse("now", "must be a time such as 2026-11-23T08:00:00.000Z");
  const std::chrono::milliseconds step(reader.integer("advance_ms", 0));
  const json::value* running = reader.any("running");
  const bool run = reader.boolean("running", true);
  reader.finish();
  if (now) clock.set(*now);
  clock.advance(step);
  if (running != nullptr) run ? clock.run() : clock.stop();
}

Answer clock_order(SettableClock& clock, const Request& request) {
  if (request.method == "PUT") {
    set_clock(clock, body_of(request));
  } else if (request.method == "DELETE") {
    clock.follow();
  } else if (request.method != "GET") {
    throw Refusal(405, "the clock knows GET, PUT and DELETE");
  }
  return json_answer(json::object{{"now", iso_time(clock.now())}, {"running", clock.running()}});
}

Answer answer_order(std::vector<Site>& sites, SettableClock* clock, const Request& request) {
  const auto target = parse_target(request.target);
  if (!target) throw Refusal(400, "the request target is malformed");
  std::vector<std::string> words = target->segments;
  if (words.empty() || words == std::vector<std::string>{"organisations"}) return summary(sites);
  if (clock != nullptr && words == std::vector<std::string>{"clock"}) {
    return clock_order(*clock, request);
  }
  Site* site = &sites.at(0);
  if (words.at(0) == "organisations") {
    site = nullptr;
    for (Site& candidate : sites) {
      if (candidate.organisation->profile().subdomain == words.at(1)) site = &candidate;
    }
    if (site == nullptr) throw Refusal(404, "there is no organisation " + words.at(1));
    words.erase(words.begin(), words.begin() + 2);
    if (words.empty()) return summary(sites);
  }
  return carry_out(Order{*site, request, *target, std::move(words)});
}

Answer refusal(int status, const std::string& why) {
  return json_answer(json::object{{"error", why}}, status);
}

}  // namespace

Handler control_interface(std::vector<std::shared_ptr<Organisation>> organisations,
                          std::vector<json::value> seeds, std::shared_ptr<SettableClock> clock) {
  std::vector<Site> sites;
  for (std::size_t i = 0; i < organisations.size(); ++i) {
    sites.push_back({organisations[i], seeds.at(i)});
  }
  return [sites = std::move(sites), clock = std::move(clock)](const Request& request) mutable {
    Answer answer;
    try {
      answer = answer_order(sites, clock.get(), request);
    } catch (const Refusal& error) {
      answer = refusal(error.status, error.what());
    } catch (const std::invalid_argument& error) {
      answer = refusal(400, error.what());
    }
    if (!answer.body.empty()) answer.headers.emplace_back("content-type", "application/json");
    return answer;
  };
}

}  // namespace okta_emulator
