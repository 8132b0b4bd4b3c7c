// Mutated manifests: what is accepted, an independent validator accepts too; what is refused is
// refused with a place inside the file.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <random>

#include "contract/field_schema.hpp"
#include "contract/manifest.hpp"
#include "contract/schema.hpp"
#include "json/strict_json.hpp"
#include "oracle.hpp"
#include "sample_manifest.hpp"
#include "yaml/strict_yaml.hpp"

namespace back::contract {
namespace {

namespace bj = boost::json;

// All that a host does with a manifest must work for one that was accepted.
void use(const bj::value& document) {
  const Manifest manifest = parse_manifest(json::canonical(document));
  EXPECT_NO_THROW(Schema(configuration_schema(manifest)));
  EXPECT_NE(manifest.teams_field(), nullptr);
  for (const Action& action : manifest.actions) {
    EXPECT_NO_THROW(Schema(input_schema(action)));
    EXPECT_NE(manifest.section(action.section), nullptr);
  }
}

std::vector<bj::value*> nodes_of(bj::value& value) {
  std::vector<bj::value*> nodes = {&value};
  const auto add = [&](bj::value& child) {
    for (bj::value* node : nodes_of(child)) nodes.push_back(node);
  };
  if (auto* object = value.if_object()) {
    for (auto& member : *object) add(member.value());
  } else if (auto* array = value.if_array()) {
    for (auto& element : *array) add(element);
  }
  return nodes;
}

void mutate(bj::value& document, std::mt19937& random) {
  const auto nodes = nodes_of(document);
  bj::value& node = *nodes[random() % nodes.size()];
  const bj::value other = *nodes[random() % nodes.size()];
  auto* object = node.if_object();
  auto* array = node.if_array();
  switch (random() % 5) {
    case 0:
      if (object != nullptr && !object->empty()) {
        object->erase(object->begin() + static_cast<std::ptrdiff_t>(random() % object->size()));
      } else if (array != nullptr && !array->empty()) {
        array->erase(array->begin() + static_cast<std::ptrdiff_t>(random() % array->size()));
      }
      break;
    case 1:
      if (object != nullptr) (*object)[random() % 2 == 0 ? "title" : "titel"] = other;
      break;
    case 2:
      if (array != nullptr) array->push_back(other);
      break;
    case 3:
      node = other;
      break;
    default:
      if (node.is_int64()) node = node.get_int64() + static_cast<std::int64_t>(random() % 3) - 1;
      if (node.is_string()) node = std::string(random() % 100, 'x');
  }
}

TEST(ManifestMutation, WhatTheContractAcceptsValijsonAcceptsAndAHostCanUse) {
  const auto seed = yaml::parse(kSample).root();
  const Oracle oracle(json::parse(manifest_schema_text()));
  ASSERT_TRUE(oracle.accepts(seed));
  std::mt19937 random(31337);
  int accepted = 0;
  int oracle_refused = 0;
  for (int round = 0; round < 4000; ++round) {
    bj::value document = seed;
    for (auto edits = 1 + random() % 2; edits > 0; --edits) mutate(document, random);
    const auto faults = manifest_faults(document);
    if (faults.empty()) {
      ++accepted;
      ASSERT_TRUE(oracle.accepts(document)) << json::canonical(document);
      use(document);
    } else if (!oracle.accepts(document)) {
      ++oracle_refused;
    }
  }
  EXPECT_GT(accepted, 300);
  EXPECT_GT(oracle_refused, 1000);
}

TEST(ManifestMutation, AnyMutatedTextIsAcceptedOrRefusedInsideTheText) {
  const std::string odd = "&*!|>%@`\"'{}[],:#?-~<=\n \x01\xFF\xC3";
  std::mt19937 random(99);
  int accepted = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text = kSample;
    for (auto edits = 1 + random() % 2; edits > 0; --edits) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = odd[random() % odd.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 30);
          break;
        case 2:
          text.insert(at, text.substr(random() % text.size(), random() % 30));
          break;
        default:
          text[at] = static_cast<char>('a' + random() % 26);
      }
    }
    try {
      const auto document = yaml::parse(text);
      const auto faults = manifest_faults(document.root());
      for (const Fault& fault : faults) {
        const auto position = document.position(fault.pointer, fault.at_key);
        EXPECT_GE(position.line, 1);
        EXPECT_LE(position.line, 1 + std::count(text.begin(), text.end(), '\n'));
      }
      if (faults.empty()) use(document.root());
      accepted += faults.empty();
    } catch (const yaml::YamlError& error) {
      EXPECT_GE(error.position().line, 1);
    }
  }
  EXPECT_GT(accepted, 200);
}

}  // namespace
}  // namespace back::contract
