#include "cli/json_shapes.hpp"

#include "contract/field_schema.hpp"

namespace back::cli {
namespace {

using boost::json::array;
using boost::json::object;

const char* name_of(host::ConnectionStatus status) {
  return status == host::ConnectionStatus::kConnected ? "connected" : "reconnect_needed";
}

array texts(const std::vector<std::string>& all) { return array(all.begin(), all.end()); }

array secret_fields(const std::vector<contract::Field>& fields) {
  array all;
  for (const auto& field : fields)
    if (field.is_secret())
      all.push_back(
          object{{"field", field.id}, {"title", field.title}, {"required", field.required}});
  return all;
}

object shape_of_action(const contract::Action& action) {
  return {{"id", action.id},
          {"title", action.title},
          {"description", action.description},
          {"effect", contract::name_of(action.effect)},
          {"confirmation", action.confirmation},
          {"undo", action.undo},
          {"input", contract::input_schema(action)},
          {"secrets", secret_fields(action.input)}};
}

}  // namespace

object shape_of(const host::PluginLine& line) {
  object shape{{"path", line.path}, {"loaded", line.plugin != nullptr}};
  if (line.plugin == nullptr) {
    shape["code"] = line.code;
    shape["sentence"] = line.sentence;
    return shape;
  }
  const auto& manifest = line.plugin->manifest;
  shape["id"] = line.plugin->id;
  shape["version"] = line.plugin->version;
  shape["sha256"] = line.plugin->sha256;
  shape["title"] = manifest.title;
  shape["vendor"] = manifest.vendor;
  shape["description"] = manifest.description;
  shape["configuration"] = contract::configuration_schema(manifest);
  shape["secrets"] = secret_fields(manifest.connection);
  array actions;
  for (const auto& action : manifest.actions) actions.push_back(shape_of_action(action));
  shape["actions"] = std::move(actions);
  return shape;
}

object shape_of(const host::ConnectionView& view) {
  return {{"id", view.id},
          {"plugin", view.plugin},
          {"plugin_loaded", view.plugin_loaded},
          {"title", view.title},
          {"status", name_of(view.status)},
          {"reason", view.reason},
          {"fields", view.fields},
          {"teams", texts(view.teams)},
          {"created_by", view.created_by},
          {"created_at", view.created_at},
          {"check", view.check}};
}

object shape_of(const host::Connected& connected) {
  object shape{{"usable", connected.usable},
               {"sentence", connected.sentence},
               {"check", connected.check},
               {"connection", nullptr}};
  if (connected.connection.id.empty()) return shape;
  object connection = shape_of(connected.connection);
  connection.erase("check");  // the same
  shape["connection"] = std::move(connection);
  return shape;
}

object shape_of(const host::RequesterView& view) {
  object shape{{"connection", view.connection},
               {"plugin", view.plugin},
               {"title", view.title},
               {"view", nullptr},
               {"picked", nullptr}};
  if (view.code.empty())
    shape["view"] = view.view;
  else
    shape["error"] = object{{"code", view.code}, {"sentence", view.sentence}};
  if (view.picked)
    shape["picked"] = object{{"account", view.picked->account},
                             {"name", view.picked->name},
                             {"login", view.picked->login},
                             {"picked_by", view.picked->picked_by},
                             {"at", view.picked->at}};
  return shape;
}

object shape_of(const host::ActionOffer& offer) {
  return {{"connection", offer.connection},
          {"integration", offer.integration},
          {"id", offer.id},
          {"title", offer.title},
          {"description", offer.description},
          {"effect", contract::name_of(offer.effect)},
          {"confirmation", offer.confirmation},
          {"enabled", offer.enabled},
          {"reason", offer.reason}};
}

object shape_of(const host::Ran& ran, const std::string& undo_command) {
  object shape{{"outcome", ran.outcome},         {"output", ran.output()},
               {"settled", ran.settled},         {"pending", ran.pending},
               {"repeated", ran.repeated},       {"key", ran.key},
               {"correlation", ran.correlation}, {"connection", ran.line.connection},
               {"action", ran.line.action},      {"undo_command", nullptr}};
  if (!undo_command.empty()) shape["undo_command"] = undo_command;
  return shape;
}

object shape_of(const host::Settled& settled) {
  return {{"line", host::to_json(settled.line)}, {"pending", settled.pending}};
}

}  // namespace back::cli
