// What an admin types when connecting: the domain alone ("d" and the domain), the token alone ("t"
// and the token), or a whole configuration ("token<newline>JSON") on its way through the plugin's
// open. What is accepted has the strict form, and a refusal repeats no token. Nothing is sent.
#include <back/plugin.h>

#include <boost/json.hpp>
#include <memory>
#include <string>

#include "lines.hpp"
#include "okta/config/domain.hpp"
#include "okta/config/token.hpp"
#include "okta_form.hpp"
#include "target.hpp"

namespace back::fuzz {
namespace {

constexpr std::string_view kMarker = "CANARY";  // of secrets in the inputs

void typed_domain(std::string_view typed) {
  const auto read = okta::Domain::read(typed);
  const auto meant = host_meant_by(typed);
  if (const auto* refusal = std::get_if<okta::Refusal>(&read)) {
    require(!meant, "a domain of the right form is accepted");
    return require(!refusal->sentence.empty(), "a refusal is a sentence");
  }
  const auto& domain = std::get<okta::Domain>(read);
  require(meant == domain.host(),
          "only a domain of the right form is accepted, and read as it is meant");
  for (const std::string& spelling :
       {domain.host(), domain.console(), "https://" + domain.host() + "/"}) {
    const auto again = okta::Domain::read(spelling);
    require(std::holds_alternative<okta::Domain>(again) &&
                std::get<okta::Domain>(again).host() == domain.host(),
            "every spelling of a domain means the same host");
  }
}

void typed_token(std::string_view typed) {
  const auto refusal = okta::wrong_token(typed);
  require(is_token(typed) == !refusal, "exactly the tokens of the right form are accepted");
  require(!refusal || refusal->sentence.find(kMarker) == std::string::npos,
          "a refusal does not repeat the token");
}

back_text text(std::string_view view) { return {view.data(), view.size()}; }

// A host that only listens.
struct Listener {
  back_host table{};
  std::string told;

  Listener() {
    table.size = sizeof(back_host);
    table.abi_minor = BACK_ABI_MINOR;
    table.name = text("fuzzer");
    table.version = text("1");
    table.max_output = 1 << 20;
    table.max_depth = 32;
    table.max_note = 1 << 16;
    table.log = [](const back_host*, std::int32_t, back_text, back_text) {};
    table.get_extension = [](const back_host*, const char*) -> const void* { return nullptr; };
  }
};

void hear(void* sink, const back_result* result) {
  std::string& told = static_cast<Listener*>(sink)->told;
  for (const back_text part :
       {result->person, result->operator_text, result->details, result->output})
    if (part.size > 0) told.append(part.data, part.size).append("\n");
}

struct Close {
  void operator()(back_connection* connection) const { back_plugin_v1()->close(connection); }
};
using Connection = std::unique_ptr<back_connection, Close>;

Connection open(Listener& host, std::string_view configuration, std::string_view token,
                std::int32_t& status) {
  const back_secret secret{text("token"), text(token)};
  back_connection* connection = nullptr;
  status = back_plugin_v1()->open(&host.table, text(configuration), &secret, 1, &host, &hear,
                                  &connection);
  return Connection(connection);
}

// Keeps the loop and libcurl's engine alive from one input to the next.
struct AlwaysOpen {
  Listener host;
  std::int32_t status = 0;
  Connection connection =
      open(host, R"({"domain":"always","teams":["it"]})", "012345678901234567890", status);
};

void opened(std::string_view token, std::string_view configuration) {
  static const AlwaysOpen kept;
  require(kept.status == BACK_OK, "an ordinary configuration is accepted");
  static Listener host;  // as long as its connections
  host.told.clear();
  std::int32_t status = 0;
  const Connection connection = open(host, configuration, token, status);
  require((status == BACK_OK) == (connection != nullptr),
          "there is a connection exactly when the status says so");
  if (connection) {
    const auto read =
        boost::json::parse(boost::json::string_view(configuration.data(), configuration.size()));
    require(host_meant_by(read.at("domain").as_string()).has_value(),
            "an accepted domain has the right form");
    require(!read.at("teams").as_array().empty(), "an accepted configuration names a team");
    require(is_token(token), "an accepted token has the right form");
    return;
  }
  require(status == BACK_INVALID_CONFIGURATION, "a wrong configuration is refused as such");
  require(host.told.size() > 1, "a refusal is a sentence");
  const bool canary_in_configuration = configuration.find(kMarker) != std::string_view::npos;
  require(canary_in_configuration || host.told.find(kMarker) == std::string::npos,
          "a refusal does not repeat the token");
}

}  // namespace

void configuration(std::string_view input) {
  if (input.starts_with('d')) return typed_domain(input.substr(1));
  if (input.starts_with('t')) return typed_token(input.substr(1));
  const std::string_view token = take_line(input);
  opened(token, input);
}

}  // namespace back::fuzz
