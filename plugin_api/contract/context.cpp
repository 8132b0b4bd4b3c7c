#include "contract/context.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <utility>

#include "contract/embedded_schemas.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

constexpr std::size_t kUsualContext = 4096;  // as JSON values

const Schema& context_schema() {
  static const Schema schema = Schema::parse(kContextSchema);
  return schema;
}

std::string text(const bj::object& object, std::string_view key) {
  return std::string(json::string_at(object, key).value_or(""));
}

Actor read_actor(const bj::object& object) {
  Actor actor{text(object, "id"), text(object, "name"), text(object, "email"), {}, false};
  for (const auto& team : object.at("teams").as_array()) actor.teams.emplace_back(team.as_string());
  actor.admin = json::bool_at(object, "admin").value_or(false);
  return actor;
}

}  // namespace

Context read_context(const bj::value& document) {
  context_schema().require(document);
  const auto& object = document.as_object();
  const auto& organisation = object.at("organisation").as_object();
  Context context;
  context.organisation = {text(organisation, "id"), text(organisation, "name")};
  context.actor = read_actor(object.at("actor").as_object());
  if (const auto* request = json::object_at(object, "request")) {
    context.request = RequestRef{text(*request, "id"), text(*request, "team")};
  }
  if (const auto* requester = json::object_at(object, "requester")) {
    context.requester =
        Requester{text(*requester, "id"), text(*requester, "name"), text(*requester, "email")};
  }
  context.account = text(object, "account");
  // A copy lives where its original does unless told otherwise, and that may be gone soon.
  if (const auto* seen = json::object_at(object, "seen"))
    context.seen.emplace(*seen, bj::storage_ptr());
  return context;
}

Context parse_context(std::string_view text) {
  try {
    bj::monotonic_resource memory(text.size());
    return read_context(json::parse(text, {}, &memory));
  } catch (const json::JsonError& error) {
    throw Invalid(Fault{"", error.what(), false});
  }
}

bj::object to_json(const Context& context, bj::storage_ptr memory) {
  using Members = std::initializer_list<std::pair<bj::string_view, bj::value_ref>>;
  const auto object = [&](Members members) { return bj::object(members, memory); };
  const auto& [organisation, actor, request, requester, account, seen] = context;
  bj::object whole = object(
      {{"organisation", object({{"id", organisation.id}, {"name", organisation.name}})},
       {"actor", object({{"id", actor.id},
                         {"name", actor.name},
                         {"email", actor.email},
                         {"teams", bj::array(actor.teams.begin(), actor.teams.end(), memory)},
                         {"admin", actor.admin}})},
       {"request", nullptr},
       {"requester", nullptr}});
  if (request) whole["request"] = object({{"id", request->id}, {"team", request->team}});
  if (requester)
    whole["requester"] =
        object({{"id", requester->id}, {"name", requester->name}, {"email", requester->email}});
  if (!account.empty()) whole.emplace("account", account);
  if (seen) whole.emplace("seen", *seen);
  return whole;
}

std::string to_text(const Context& context) {
  std::array<unsigned char, kUsualContext> room;  // left as it is: writing it would cost
  bj::monotonic_resource memory(room.data(), room.size());
  return json::canonical(to_json(context, &memory));
}

}  // namespace back::contract
