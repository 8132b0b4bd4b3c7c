// The manifest of a plugin: what the host needs to know before it calls it. Names, texts and shapes
// stand here; behaviour is the plugin's. Written as manifests/<id>.yaml, embedded as canonical
// JSON, checked by manifests/schema/manifest.schema.json and the rules of manifest_rules.cpp.
#pragma once

#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/fault.hpp"

namespace back::contract {

inline constexpr std::size_t kManifestMaxBytes = std::size_t{256} * 1024;

struct SetupStep {
  std::string text;
  std::string link;  // https; empty: none
};

enum class FieldType {
  kString,
  kInteger,
  kBoolean,
  kChoice,   // one of choices
  kTeams,    // ids of the host's teams; exactly one field of a connection
  kOption,   // an id that the plugin's query "options" offers for source
  kOptions,  // several of them
  kSecret,   // text that never enters JSON: it travels beside it
};
std::string_view name_of(FieldType type);
std::optional<FieldType> field_type_named(std::string_view name);

struct Choice {
  std::string value;
  std::string title;
  std::string description;
};

// A field of a connection or of an action's input. Texts are empty if absent.
struct Field {
  std::string id;
  FieldType type = FieldType::kString;
  std::string title;
  std::string description;
  std::string placeholder;
  std::string format;  // of string and secret; "line" and "token" unless the manifest names another
  std::string source;  // of option and options
  bool required = false;
  bool advanced = false;                // shown on demand only
  bool fixed = false;                   // of a connection: set when it is made, never edited
  std::optional<std::int64_t> minimum;  // of an integer; characters of a text; items of a list
  std::optional<std::int64_t> maximum;
  boost::json::value preset;   // "default" of the manifest; null: none
  boost::json::value example;  // null: none
  std::vector<Choice> choices;
  std::optional<std::int64_t> order;  // place in the form, if not the one in the list

  bool is_secret() const { return type == FieldType::kSecret; }
};

struct Section {
  std::string id;
  std::string title;
  bool on_demand = false;  // of its own: read when somebody asks for it, not with the rest
};

enum class Effect {
  kRead,         // changes nothing
  kReversible,   // another action restores what was
  kDisruptive,   // the requester notices: ask first
  kDestructive,  // something is lost: ask first
};
std::string_view name_of(Effect effect);
std::optional<Effect> effect_named(std::string_view name);

struct OneTimeResult {  // a secret that an action returns: shown once, never stored
  std::string id;
  std::string title;
  std::string description;
};

struct Action {
  std::string id;
  std::string title;
  std::string section;  // id of a section
  std::string description;
  Effect effect = Effect::kRead;
  std::string confirmation;  // the question; not empty if disruptive or destructive
  std::vector<Field> input;
  std::vector<OneTimeResult> results;
  std::vector<std::string> scopes;  // needed, by the vendor's names
  std::vector<std::string> roles;   // any of these has them
  std::string undo;                 // id of the action that undoes it; empty: none
  std::string pair;                 // id of its opposite: at most one of the two applies
  std::optional<std::int64_t> deadline_seconds;  // of a call of it, if not that of the limits

  bool asks_first() const {
    return effect == Effect::kDisruptive || effect == Effect::kDestructive;
  }
};

struct OptionSource {
  std::string id;
  std::string title;
};

struct ErrorText {
  std::string code;  // the vendor's, or the plugin's own
  std::string sentence;
  std::string remedy;
};

struct CallLimits {
  std::int64_t requests_in_flight = 1;  // to one organisation
  std::int64_t deadline_seconds = 60;   // of a call, unless its caller gives less
};

struct Manifest {
  std::int64_t spec = 1;
  std::string id;
  std::string version;
  std::string vendor;
  std::string title;
  std::string description;
  std::string icon;           // SVG path data in a box of 24 by 24
  std::string documentation;  // https; empty: none
  std::int64_t host_minor = 0;
  std::vector<SetupStep> setup;
  std::vector<Field> connection;  // in the order of the form
  std::vector<Section> sections;
  std::vector<Action> actions;
  std::vector<OptionSource> option_sources;
  CallLimits limits;
  std::vector<ErrorText> errors;

  // nullptr if there is none.
  const Action* action(std::string_view action_id) const;
  const Section* section(std::string_view section_id) const;
  const ErrorText* error(std::string_view code) const;
  const Field* teams_field() const;
  // Of a call of that action.
  std::int64_t deadline_of(const Action& action) const {
    return action.deadline_seconds.value_or(limits.deadline_seconds);
  }
};

// Everything that is wrong, at most 64 faults; empty: the document is a manifest.
std::vector<Fault> manifest_faults(const boost::json::value& document);

// Throw Invalid with these faults. The second reads the JSON strictly first.
Manifest read_manifest(const boost::json::value& document);
Manifest parse_manifest(std::string_view json);

// manifests/schema/manifest.schema.json, as it was when this was built.
std::string_view manifest_schema_text();

}  // namespace back::contract
