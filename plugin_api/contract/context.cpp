#include "contract/context.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <utility>

#include "contract/embedded_schemas.hpp"
#include "contract/schema.hpp"
#include "json/object_text.hpp"
#include "json/strict_json.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

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

std::string to_text(const Context& context) {
  const auto& [organisation, actor, request, requester, account, seen] = context;
  json::ObjectText text;
  if (!account.empty()) text.text("account", account);
  text.begin("actor")
      .flag("admin", actor.admin)
      .text("email", actor.email)
      .text("id", actor.id)
      .text("name", actor.name)
      .texts("teams", actor.teams)
      .end();
  text.begin("organisation").text("id", organisation.id).text("name", organisation.name).end();
  if (request) {
    text.begin("request").text("id", request->id).text("team", request->team).end();
  } else {
    text.null("request");
  }
  if (requester) {
    text.begin("requester")
        .text("email", requester->email)
        .text("id", requester->id)
        .text("name", requester->name)
        .end();
  } else {
    text.null("requester");
  }
  if (seen) text.object("seen", *seen);
  return text.take();
}

}  // namespace back::contract
