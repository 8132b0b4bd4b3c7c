#include "core/form.hpp"

#include "contract/field_schema.hpp"
#include "contract/schema.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

using contract::Field;

void put_defaults(const std::vector<Field>& fields, boost::json::object& given) {
  for (const auto& field : fields)
    if (!field.is_secret() && !field.preset.is_null() && !given.contains(field.id))
      given[field.id] = field.preset;
}

void require(const std::vector<contract::Fault>& faults) {
  if (!faults.empty()) throw Refused("invalid_input", contract::describe(faults.front()));
}

void require_secrets(const std::vector<Field>& fields, const std::vector<NamedSecret>& secrets) {
  std::vector<contract::SecretText> texts;
  texts.reserve(secrets.size());
  for (const auto& secret : secrets) texts.push_back({secret.field, secret.value.reveal()});
  require(contract::secret_faults(fields, texts));
}

boost::json::object filled(const std::vector<Field>& fields, boost::json::object given,
                           const std::vector<NamedSecret>& secrets,
                           const contract::Schema& schema) {
  put_defaults(fields, given);
  require(schema.faults(given, 1));
  require_secrets(fields, secrets);
  return given;
}

}  // namespace

boost::json::object filled_configuration(const contract::Manifest& manifest,
                                         boost::json::object fields,
                                         const std::vector<NamedSecret>& secrets) {
  return filled(manifest.connection, std::move(fields), secrets,
                contract::Schema(contract::configuration_schema(manifest)));
}

boost::json::object filled_input(const Plugin& plugin, const contract::Action& action,
                                 boost::json::object input,
                                 const std::vector<NamedSecret>& secrets) {
  return filled(action.input, std::move(input), secrets, plugin.inputs.at(action.id));
}

void check_secrets(const contract::Manifest& manifest, const std::vector<NamedSecret>& secrets) {
  require_secrets(manifest.connection, secrets);
}

}  // namespace back::host
