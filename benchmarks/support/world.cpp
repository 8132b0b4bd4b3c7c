#include "support/world.hpp"

#include <boost/json/array.hpp>
#include <cstdlib>

namespace back::bench {
namespace {

namespace json = boost::json;

json::object user(const std::string& id, const std::string& name, const std::string& address) {
  return {{"id", id},
          {"status", "ACTIVE"},
          {"profile",
           {{"firstName", name},
            {"lastName", "Bench"},
            {"login", address},
            {"email", address},
            {"title", "Staff Engineer"},
            {"department", "Engineering"},
            {"mobilePhone", "+1 555 010 0199"},
            {"city", "Austin"}}}};
}

class OpenDesk : public host::Directory {
 public:
  contract::Organisation organisation() const override { return {"bench", "Bench"}; }
  std::vector<host::Team> teams() const override { return {{kTeam, "IT"}}; }
  std::optional<host::Expert> expert(std::string_view) const override {
    return host::Expert{kExpert, "Erin Expert", "erin.expert@bench.example", {kTeam}, true};
  }
  // "R-<organisation>-<person>"
  std::optional<host::Request> request(std::string_view id) const override {
    const std::string text(id);
    char* rest = nullptr;
    const auto organisation = static_cast<int>(std::strtol(text.c_str() + 2, &rest, 10));
    const auto person = static_cast<int>(std::strtol(rest + 1, nullptr, 10));
    const std::string address = login(organisation, person);
    return host::Request{text, "Please help", kTeam, {address, "Bench " + address, address}};
  }
};

}  // namespace

std::string subdomain(int organisation) { return "bench-" + std::to_string(organisation); }
std::string domain(int organisation) { return subdomain(organisation) + ".okta.com"; }

std::string account_id(int person) {
  const std::string number = std::to_string(person);
  return "00ubench" + std::string(12 - number.size(), '0') + number;
}

std::string login(int organisation, int person) {
  return "person." + std::to_string(person) + "@" + subdomain(organisation) + ".example";
}

std::string request_id(int organisation, int person) {
  return "R-" + std::to_string(organisation) + "-" + std::to_string(person);
}

json::object seed(int organisation, int people) {
  json::array users;
  for (int person = 0; person < people; ++person) {
    auto one =
        user(account_id(person), "Person" + std::to_string(person), login(organisation, person));
    one["factors"] = json::array{json::object{{"type", "push"}}, json::object{{"type", "sms"}}};
    users.push_back(std::move(one));
  }
  const std::string owner = "back@" + subdomain(organisation) + ".example";
  auto integration = user("00ubenchowner0000000", "Back", owner);
  integration["roles"] = json::array{"SUPER_ADMIN"};
  users.push_back(std::move(integration));
  return {{"organisation", {{"subdomain", subdomain(organisation)}}},
          {"rate_limits",
           {{"enforced", false},
            {"buckets", json::array{json::object{
                            {"method", "*"}, {"path", "**"}, {"limit", 1'000'000'000}}}}}},
          {"users", std::move(users)},
          {"tokens", json::array{json::object{{"secret", kToken}, {"user", owner}}}}};
}

void enrich(json::object& seed, int groups, int apps) {
  const auto person = seed.at("users").at(0).at("profile").at("login");
  seed["generate"] = json::object{{"person", person}, {"groups", groups}, {"apps", apps}};
}

std::vector<std::string> connect_to(int organisations, std::uint16_t port) {
  std::vector<std::string> entries;
  for (int i = 0; i < organisations; ++i)
    entries.push_back(domain(i) + ":443:127.0.0.1:" + std::to_string(port));
  return entries;
}

std::shared_ptr<const host::Directory> directory() { return std::make_shared<const OpenDesk>(); }

}  // namespace back::bench
