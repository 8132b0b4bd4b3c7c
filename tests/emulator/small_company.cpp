#include "small_company.hpp"

#include <stdexcept>

namespace emulator_test {

using namespace std::chrono_literals;

std::string login_of(std::string_view name) { return std::string(name) + "@acme.example"; }

std::string user_path(std::string_view name) { return "/api/v1/users/" + login_of(name); }

json::object person(std::string_view name, std::string_view status, json::object more) {
  json::object result{{"status", status},
                      {"profile", json::object{{"login", login_of(name)},
                                               {"email", login_of(name)},
                                               {"firstName", name},
                                               {"lastName", "Tester"}}}};
  for (const auto& [key, value] : more) result[key] = value;
  return result;
}

json::object empty_seed() {
  return {{"organisation", json::object{{"subdomain", "acme"}, {"company", "Acme"}}},
          {"users", json::array{person("owner", "ACTIVE", {{"roles", {"SUPER_ADMIN"}}})}},
          {"tokens", json::array{json::object{{"secret", kToken}, {"user", login_of("owner")}}}}};
}

json::object seed_of(std::initializer_list<json::object> people) {
  json::object seed = empty_seed();
  for (const json::object& one : people) seed["users"].as_array().push_back(one);
  return seed;
}

Company::Company(const json::value& seed)
    : clock(std::make_shared<ManualClock>(*okta_emulator::parse_iso_time("2026-05-04T10:00:00Z"))),
      organisation(seed, clock) {}

Answer Company::send(std::string_view method, std::string_view target, std::string_view body,
                     Headers more) {
  okta_emulator::Request request;
  request.method = method;
  request.target = target;
  request.body = body;
  request.headers = std::move(more);
  if (!token.empty()) request.headers.emplace_back("Authorization", "SSWS " + token);
  return organisation.handle(request);
}

Answer Company::lifecycle(std::string_view name, std::string_view what) {
  return post(user_path(name) + "/lifecycle/" + std::string(what));
}

okta_emulator::User Company::truth(std::string_view name) const {
  auto user = organisation.user(login_of(name));
  if (!user) throw std::runtime_error("nobody is called " + std::string(name));
  return *user;
}

json::value body_of(const Answer& answer) { return json::parse(answer.body); }

std::string code_of(const Answer& answer) {
  if (answer.body.empty()) return {};
  const json::value body = json::parse(answer.body);
  const json::value* code = body.is_object() ? body.get_object().if_contains("errorCode") : nullptr;
  return code == nullptr ? std::string() : std::string(code->as_string());
}

std::string cause_of(const Answer& answer) {
  const json::value body = body_of(answer);
  const auto& causes = body.at("errorCauses").as_array();
  return causes.empty() ? std::string() : std::string(causes.at(0).at("errorSummary").as_string());
}

std::string_view header_of(const Answer& answer, std::string_view name) {
  return okta_emulator::header(answer.headers, name);
}

}  // namespace emulator_test
