#include "okta_emulator/tables.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "okta_emulator/embedded_data.hpp"

namespace okta_emulator {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

Status status_of(std::string_view name) {
  const auto status = parse_status(name);
  if (!status) throw std::logic_error("no such status: " + std::string(name));
  return *status;
}

void read_transitions(Tables& result) {
  const json::value document = json::parse(kTransitionsJson);
  for (const json::value& value : document.at("transitions").as_array()) {
    const json::object& row = value.as_object();
    const Status from = status_of(text_of(row, "from"));
    TransitionRow& cell =
        result.transitions[text_of(row, "operation")].at(static_cast<std::size_t>(from));
    cell = {text_of(row, "to"), text_of(row, "error"), text_of(row, "about"), text_of(row, "cause"),
            text_of(row, "source")};
  }
}

void append_links(std::vector<Link>& links, const json::value& row, const json::object& shapes) {
  for (const json::value& value : row.at("names").as_array()) {
    const std::string name(value.as_string());
    const json::object& shape = shapes.at(name).as_object();
    links.push_back({name, text_of(shape, "path"), text_of(shape, "method")});
  }
}

void read_links(Tables& result) {
  const json::value document = json::parse(kLinksJson);
  const json::object& shapes = document.at("links").as_object();
  for (const auto& [name, row] : document.at("statuses").as_object()) {
    auto& links = result.links.at(static_cast<std::size_t>(status_of(name)));
    append_links(links, row, shapes);
    append_links(links, document.at("always"), shapes);
  }
  append_links(result.links_while_moving, document.at("moving"), shapes);
}

void read_errors(Tables& result) {
  const json::value document = json::parse(kErrorsJson);
  for (const auto& [code, value] : document.at("errors").as_object()) {
    const auto flag = [&row = value.as_object()](std::string_view name) {
      const json::value* given = row.if_contains(name);
      return given != nullptr && given->as_bool();
    };
    result.errors[code] = {static_cast<int>(value.at("status").as_int64()),
                           std::string(value.at("summary").as_string()), flag("early"),
                           flag("unnumbered")};
  }
}

void read_roles(Tables& result) {
  const json::value document = json::parse(kPermissionsJson);
  for (const auto& [type, value] : document.at("roles").as_object()) {
    RoleKind kind{std::string(value.at("label").as_string()), 0};
    for (const json::value& name : value.at("capabilities").as_array()) {
      kind.capabilities |= static_cast<std::uint32_t>(parse_capability(name.as_string()));
    }
    result.roles[type] = kind;
  }
}

Tables read_all() {
  Tables result;
  read_transitions(result);
  read_links(result);
  read_errors(result);
  read_roles(result);
  return result;
}

}  // namespace

const TransitionRow& Tables::transition(std::string_view operation, Status from) const {
  const auto row = transitions.find(operation);
  if (row == transitions.end()) throw std::logic_error("no transitions: " + std::string(operation));
  return row->second.at(static_cast<std::size_t>(from));
}

const Tables& tables() {
  static const Tables parsed = read_all();
  return parsed;
}

const ErrorText& error_text(std::string_view code) {
  const auto found = tables().errors.find(code);
  if (found == tables().errors.end()) {
    throw std::logic_error("data/errors.json does not know " + std::string(code));
  }
  return found->second;
}

Capability parse_capability(std::string_view name) {
  static constexpr std::array<std::string_view, 20> kNames = {
      "users.read",     "users.manage", "users.lifecycle", "users.password", "users.factors",
      "users.sessions", "roles.read",   "roles.manage",    "groups.read",    "groups.manage",
      "org.read",       "tokens.read",  "admins.manage",   "groups.create",  "rules.read",
      "rules.manage",   "apps.read",    "apps.manage",     "apps.assign",    "logs.read"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Capability>(1U << i);
  }
  return Capability::none;
}

}  // namespace okta_emulator
