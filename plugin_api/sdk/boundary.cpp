#include "sdk/boundary.hpp"

#include <exception>
#include <span>
#include <utility>

#include "json/strict_json.hpp"
#include "sdk/contract.hpp"
#include "sdk/ended.hpp"
#include "sdk/failure.hpp"
#include "sdk/open_connection.hpp"

namespace back::sdk::boundary {
namespace {

OpenConnection& behind(back_connection* connection) {
  return **reinterpret_cast<std::shared_ptr<OpenConnection>*>(connection);
}

boost::json::object parse_configuration(const Host& host, back_text given) {
  const json::Limits limits{.max_bytes = host.max_output(), .max_depth = host.max_depth()};
  try {
    boost::json::value value = json::parse(view(given), limits);
    if (value.is_object()) return std::move(value.get_object());
  } catch (const json::JsonError& error) {
    throw Failure(BACK_INVALID_CONFIGURATION,
                  std::string("The configuration is not valid: ") + error.what());
  }
  throw Failure(BACK_INVALID_CONFIGURATION, "The configuration must be a JSON object.");
}

std::vector<NamedSecret> copy_secrets(std::span<const back_secret> given) {
  std::vector<NamedSecret> secrets;
  for (const auto& secret : given)
    secrets.push_back({std::string(view(secret.field)), Secret(view(secret.value))});
  return secrets;
}

std::vector<std::string> teams_of(const boost::json::object& configuration) {
  std::vector<std::string> teams;
  if (const auto* list = configuration.if_contains("teams"); list && list->is_array())
    for (const auto& team : list->get_array())
      if (team.is_string()) teams.emplace_back(team.get_string());
  return teams;
}

back_connection* open_checked(LazyContract& lazy, const back_host* table, back_text given,
                              std::span<const back_secret> given_secrets) {
  const Host host(table);
  const auto contract = lazy.get();
  const auto configuration = parse_configuration(host, given);
  auto secrets = copy_secrets(given_secrets);
  contract->check_configuration(configuration, secrets);
  auto author = contract->open(Opening{host, configuration, secrets, contract->manifest()});
  auto open =
      std::make_shared<OpenConnection>(contract, host, teams_of(configuration), std::move(author));
  return reinterpret_cast<back_connection*>(new std::shared_ptr<OpenConnection>(std::move(open)));
}

}  // namespace

std::shared_ptr<const Contract> LazyContract::get() {
  const std::lock_guard lock(mutex_);
  if (!contract_) contract_ = std::make_shared<const Contract>(manifest_, open_);
  return contract_;
}

std::int32_t open(LazyContract& contract, const back_host* host, back_text configuration,
                  const back_secret* secrets, std::size_t secret_count, void* sink,
                  void(BACK_CALL* failure)(void*, const back_result*),
                  back_connection** out) noexcept {
  try {
    *out = open_checked(contract, host, configuration, {secrets, secret_count});
    return BACK_OK;
  } catch (...) {
    const Ended refused = ended(std::current_exception());
    if (failure) failure(sink, ResultView(refused).get());
    return refused.status;
  }
}

void BACK_CALL close(back_connection* connection) noexcept {
  const std::unique_ptr<std::shared_ptr<OpenConnection>> owned(
      reinterpret_cast<std::shared_ptr<OpenConnection>*>(connection));
  (*owned)->close();
}

void BACK_CALL start(back_connection* connection, back_call* call) noexcept {
  behind(connection).start(call);
}
void BACK_CALL cancel(back_connection* connection, std::uint64_t call_id) noexcept {
  behind(connection).cancel(call_id);
}
void BACK_CALL proceed(back_connection* connection, std::uint64_t call_id) noexcept {
  behind(connection).proceed(call_id);
}

}  // namespace back::sdk::boundary
