#include "oracle.hpp"

#define VALIJSON_USE_EXCEPTIONS 1
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace back::contract {

using valijson::adapters::BoostJsonAdapter;

namespace {

// valijson 1.0 throws for a format beside a value that is not text.
void remove_formats(boost::json::value& schema) {
  if (auto* object = schema.if_object()) {
    const auto* format = object->if_contains("format");
    if (format != nullptr && format->is_string()) object->erase("format");
    for (auto& member : *object) remove_formats(member.value());
  } else if (auto* array = schema.if_array()) {
    for (auto& element : *array) remove_formats(element);
  }
}

}  // namespace

struct Oracle::Parsed {
  boost::json::value document;
  valijson::Schema schema;
};

Oracle::Oracle(boost::json::value schema) : parsed_(std::make_unique<Parsed>()) {
  remove_formats(schema);
  parsed_->document = std::move(schema);
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  const BoostJsonAdapter adapter(parsed_->document);
  parser.populateSchema(adapter, parsed_->schema);
}

Oracle::~Oracle() = default;

bool Oracle::accepts(const boost::json::value& value) const {
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  return validator.validate(parsed_->schema, BoostJsonAdapter(value), nullptr);
}

}  // namespace back::contract
