#include "sdk/contract.hpp"

#include "contract/field_schema.hpp"
#include "sdk/failure.hpp"

namespace back::sdk {
namespace {

[[noreturn]] void refuse(std::int32_t status, const contract::Fault& fault) {
  Failure failure(status, fault.sentence);
  failure.with_details({{"pointer", fault.pointer}});
  throw failure;
}

void require(const contract::Schema& schema, const boost::json::object& value,
             std::int32_t status) {
  const auto faults = schema.faults(value, 1);
  if (!faults.empty()) refuse(status, faults.front());
}

}  // namespace

Contract::Contract(std::string_view manifest, OpenFunction open_function)
    : manifest_(contract::parse_manifest(manifest)),
      configuration_(contract::configuration_schema(manifest_)),
      open_(open_function) {
  for (const auto& action : manifest_.actions)
    inputs_.emplace(action.id, contract::Schema(contract::input_schema(action)));
}

void Contract::check_configuration(const boost::json::object& configuration,
                                   std::span<const NamedSecret> secrets) const {
  require(configuration_, configuration, BACK_INVALID_CONFIGURATION);
  std::vector<contract::SecretText> texts;
  for (const auto& secret : secrets) texts.push_back({secret.field, secret.value.reveal()});
  const auto faults = contract::secret_faults(manifest_.connection, texts);
  if (!faults.empty()) refuse(BACK_INVALID_CONFIGURATION, faults.front());
}

void Contract::check_input(const Call& call) const {
  if (call.kind() != BACK_KIND_EXECUTE) return;
  const auto schema = inputs_.find(call.name());
  if (schema == inputs_.end())
    throw Failure(BACK_UNSUPPORTED, "This integration has no such action; see its manifest.");
  require(schema->second, call.input(), BACK_INVALID_INPUT);
}

}  // namespace back::sdk
