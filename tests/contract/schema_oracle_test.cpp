// The check against valijson as an oracle: generated schemas and values over the same keywords,
// except formats, which valijson does not know.
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <random>

#include "contract/schema.hpp"
#include "json/strict_json.hpp"
#include "oracle.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  bj::value value(int depth) {
    switch (below(depth > 0 ? 9 : 7)) {
      case 0:
        return nullptr;
      case 1:
        return below(2) == 0;
      case 2:
        return static_cast<std::int64_t>(below(6)) - 2;
      case 3:
        return static_cast<double>(below(6)) + 0.5;
      case 4:
      case 5:
      case 6:
        return bj::value(text());
      case 7: {
        bj::array array;
        for (auto n = below(4); n > 0; --n) array.push_back(value(depth - 1));
        return array;
      }
      default: {
        bj::object object;
        for (auto n = below(4); n > 0; --n) object[key()] = value(depth - 1);
        return object;
      }
    }
  }

  bj::value schema(int depth) {
    if (below(20) == 0) return below(4) != 0;
    bj::object schema;
    if (below(2) == 0) schema["type"] = type();
    if (below(5) == 0)
      schema["enum"] = bj::array{scalar(), scalar(), scalar()};
    else if (below(8) == 0)
      schema["const"] = scalar();
    if (below(4) == 0) schema["minLength"] = below(4);
    if (below(4) == 0) schema["maxLength"] = below(4);
    if (below(4) == 0) schema["minimum"] = static_cast<std::int64_t>(below(6)) - 3;
    if (below(4) == 0) schema["maximum"] = below(2) == 0 ? bj::value(2) : bj::value(2.5);
    if (below(4) == 0) schema["minItems"] = below(3);
    if (below(4) == 0) schema["maxItems"] = below(4);
    if (below(4) == 0) schema["uniqueItems"] = below(2) == 0;
    if (below(3) == 0) {
      bj::array& required = schema["required"].emplace_array();
      for (auto n = 1 + below(3); n > 0; --n) required.emplace_back(key());  // the same twice, too
    }
    if (below(5) == 0) schema["title"] = text();
    if (depth > 0) {
      if (below(2) == 0) {
        bj::object properties;
        for (auto n = 1 + below(3); n > 0; --n) properties[key()] = this->schema(depth - 1);
        schema["properties"] = std::move(properties);
      }
      if (below(3) == 0) schema["items"] = this->schema(depth - 1);
      if (below(3) == 0) {
        schema["additionalProperties"] = below(2) == 0 ? bj::value(false) : this->schema(depth - 1);
      }
    }
    return schema;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string text() {
    static const std::string kTexts[] = {"", "a", "ab", "abc", "\xC3\xA9", "\xF0\x9F\x94\x92x"};
    return kTexts[below(6)];
  }
  std::string key() { return std::string(1, static_cast<char>('a' + below(4))); }
  bj::value scalar() {
    while (true) {
      auto candidate = value(0);
      if (!candidate.is_double()) return candidate;
    }
  }
  bj::value type() {
    static const std::string kTypes[] = {"null",   "boolean", "integer", "number",
                                         "string", "array",   "object"};
    if (below(4) == 0)
      return bj::array{bj::value(kTypes[below(3)]), bj::value(kTypes[3 + below(4)])};
    return bj::value(kTypes[below(7)]);
  }

  std::mt19937 random_;
};

TEST(SchemaOracle, AgreesWithValijsonOnGeneratedSchemasAndValues) {
  Generator generator(4711);
  int accepted = 0;
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto document = json::parse(json::canonical(generator.schema(3)));
    const Schema schema(document);
    const Oracle oracle(document);
    for (int i = 0; i < 8; ++i) {
      const auto value = generator.value(3);
      const bool ours = schema.accepts(value);
      ASSERT_EQ(ours, oracle.accepts(value)) << json::canonical(document) << "\n"
                                             << json::canonical(value);
      ++(ours ? accepted : refused);
    }
  }
  EXPECT_GT(accepted, 2000);
  EXPECT_GT(refused, 2000);
}

}  // namespace
}  // namespace back::contract
