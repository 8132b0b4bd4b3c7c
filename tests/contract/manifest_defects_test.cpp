// Every defect of a manifest is refused with a sentence that names line and column.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "manifest_tool/manifest_file.hpp"
#include "sample_file.hpp"
#include "sample_manifest.hpp"

namespace back::contract {
namespace {

using std::string_literals::operator""s;
using testing::HasSubstr;
using testing::StartsWith;

struct Defect {
  std::string from;  // first occurrence in the sample; empty: the end of the text
  std::string to;
  std::string where;     // what stands at the line and column that are told
  std::string sentence;  // part of it
};

const Defect kDefects[] = {
    // What YAML would let pass.
    {"title: Lamp", "title: Lamp\ntitle: Twin", "title: Twin", "\"title\" is there twice"},
    {"vendor: Lights", "vendor: &v Lights", "&v", "Anchors"},
    {"title: Lamp", "title: *v", "*v", "not well-formed"},
    {"vendor: Lights", "vendor: !!str Lights", "!!str", "Tags"},
    {"setup:\n", "<<: {host_minor: 0}\nsetup:\n", "<<", "Merge keys"},
    {"", "---\nspec: 1\n", "---", "second document"},
    {"vendor: Lights", "vendor: L\xFFghts", "\xFFghts", "not valid UTF-8"},
    {"vendor: Lights", "vendor: L\0ghts"s, "\0ghts"s, "U+0000"},
    {"vendor: Lights", "vendor: \"Lights", "12\"", "not well-formed"},
    {"remedy: Screw one in.}", "remedy: \"Screw one in.}", "{code", "quote that is open"},
    {"", "extra: \"never closed\n", "\"never closed", "never closed"},
    {"", "# " + std::string(10 << 20, 'x'), "spec: 1", "longer than 256 KiB"},
    {"text: Plug it in.", "text: " + std::string(40, '[') + std::string(40, ']'),
     std::string(11, '[') + std::string(40, ']'), "deeper than 32"},
    {"documentation: https://lights.example/doc", "documentation:", "documentation",
     "has no value"},
    // What the schema refuses.
    {"spec: 1", "spec: 2", "2\n", "must be 1"},
    {"id: lamp\n", "", "spec: 1", "\"Id\" is missing"},
    {"id: lamp", "id: Lamp", "Lamp\nversion", "small letter"},
    {"id: lamp", "id: " + std::string(33, 'x'), "xxx", "at most 32"},
    {"version: 1.0.0", "version: 1.0", "1.0\n", "version such as"},
    {"title: Lamp", "titel: Lamp", "titel", "\"titel\" is not known here"},
    {"title: Lamp", "title: 7", "7", "put it in quotes"},
    {"title: Lamp", "title: ''", "''", "must not be empty"},
    {"title: Lamp", "title: " + std::string(81, 'x'), "xxx", "at most 80"},
    {"icon: M1 2z", "icon: <svg/>", "<svg", "SVG path"},
    {"https://lights.example/doc", "http://lights.example/doc", "http:", "https://"},
    {"https://lights.example/plug", "javascript:alert(1)", "javascript", "https://"},
    {"host_minor: 0", "host_minor: -1", "-1", "0 or more"},
    {"host_minor: 0", "host_minor: '0'", "'0'", "whole number"},
    {"type: string", "type: text", "text, title: Room", "must be one of: string"},
    {"placeholder: \"K-...\"", "placeholder: \"K\\n\"", "\"K\\n", "one line"},
    {"format: token", "format: regex", "regex", "must be one of: code"},
    {"advanced: true", "advanced: yes", "yes}", "true or false"},
    {"effect: reversible", "effect: harmless", "harmless", "must be one of: read"},
    {"scopes: [light.write]", "scopes: [light.write, light.write]", "[light", "same entry twice"},
    {"requests_in_flight: 2", "requests_in_flight: 0", "0,", "1 or more"},
    {"deadline_seconds: 300", "deadline_seconds: 0", "0\n", "1 or more"},
    {"on_demand: true", "on_demand: later", "later", "true or false"},
    {"limits: {requests_in_flight: 2, deadline_seconds: 10}", "limits: {}", "limits", "is missing"},
    {"code: L1", "code: L 1", "L 1", "a code of letters"},
    {"{value: cold, title: Cold, description: Like winter.}", "{value: 7, title: Cold}", "7,",
     "must be text"},
    {"confirmation: Really?", "confirm: Really?", "confirm:", "\"confirm\" is not known here"},
    // What only the rules refuse.
    {"id: room", "id: teams", "teams, type: string", "\"teams\" is there twice in this list"},
    {"{id: light, title: Light}", "{id: light, title: Light}\n  - {id: light, title: L}",
     "light, title: L}", "twice"},
    {"id: switch_off\n", "id: switch_on\n", "switch_on\n    title: Switch off", "twice"},
    {"value: cold", "value: warm", "warm, title: Cold", "twice"},
    {"code: L1, sentence: No bulb., remedy: Screw one in.}",
     "code: L1, sentence: S, remedy: R}\n  - {code: L1, sentence: T, remedy: R}", "L1, sentence: T",
     "twice"},
    {"type: teams, title: Teams, required: true, minimum: 1", "type: string, title: Teams",
     "- {id: teams", "exactly one field of type teams"},
    {"type: string, title: Room, required: true, example: \"12\", maximum: 20",
     "type: teams, title: Room, required: true", "- {id: teams", "exactly one field of type teams"},
    {"title: Teams, required: true", "title: Teams", "{id: teams", "required: true"},
    {"required: true, minimum: 1", "required: true, minimum: 0", "0, order", "at least one team"},
    {"required: true, minimum: 1", "required: true, default: [it]", "[it]",
     "cannot have a default"},
    {"example: \"12\", maximum: 20", "example: \"12\", maximum: 1", "\"12\"", "at most 1 char"},
    {"example: \"12\", maximum: 20", "example: \"12\", minimum: 9, maximum: 2", "2}",
     "smaller than the minimum"},
    {"example: \"12\", maximum: 20", "maximum: -2", "-2", "cannot be negative"},
    {"example: \"12\", maximum: 20", "choices: [{value: a, title: A}, {value: b, title: B}]",
     "[{value: a", "Only a field of type choice"},
    {"example: \"12\", maximum: 20", "source: colours", "colours}", "have a source"},
    {"placeholder: \"K-...\"", "default: abc", "abc", "secret cannot have a default"},
    {"placeholder: \"K-...\"", "example: abc", "abc", "secret has no example"},
    {"default: 5,", "default: 500,", "500", "99 or less"},
    {"default: 5,", "default: five,", "five", "a whole number"},
    {"default: 5,", "required: true,", "true}", "needs a default"},
    {"minimum: 1, maximum: 99, default: 5", "format: line", "line,", "have a format"},
    {"type: integer, title: Watts, minimum: 1, maximum: 99, default: 5",
     "type: boolean, title: Watts, minimum: 1", "1, advanced", "has no bounds"},
    {"type: integer, title: Watts, minimum: 1, maximum: 99, default: 5",
     "type: option, title: Watts, source: colours", "option,", "before it is made"},
    {"type: integer, title: Watts, minimum: 1, maximum: 99, default: 5",
     "type: choice, title: Watts", "{id: watts", "needs choices"},
    {"source: colours", "source: tastes", "tastes", "no option source \"tastes\""},
    {"source: colours, maximum", "maximum", "{id: colours, type", "needs a source"},
    {"type: options, title: Colours, source: colours, maximum: 3",
     "type: teams, title: C, required: true", "teams, title: C,", "belong to the connection"},
    {"        default: warm\n", "        default: hot\n", "hot\n", "must be one of: warm, cold"},
    {"title: Mode\n", "title: Mode\n        fixed: true\n", "true\n", "can be fixed"},
    {"section: light", "section: dark", "dark", "no section \"dark\""},
    {"    confirmation: Really?\n", "", "id: switch_off\n    title", "needs a confirmation"},
    {"undo: switch_off", "undo: switch_of", "switch_of\n", "no action \"switch_of\""},
    {"undo: switch_off", "undo: switch_on", "switch_on\n    pair", "its own undo"},
    {"effect: reversible", "effect: read", "switch_off\n    pair: switch_off", "nothing to undo"},
    {"pair: switch_on\n", "pair: switch_off\n", "switch_off\n  - id", "name each other"},
};

std::string damaged(const Defect& defect) {
  std::string text = kSample;
  if (defect.from.empty()) return text + defect.to;
  const auto at = text.find(defect.from);
  if (at == text.npos) throw std::runtime_error("the sample has no " + defect.from);
  return text.replace(at, defect.from.size(), defect.to);
}

// The text from a place on, given as "path:line:column: sentence".
std::string text_at(const std::string& text, const std::string& path, const std::string& fault) {
  int line = 0;
  int column = 0;
  if (std::sscanf(fault.c_str() + path.size(), ":%d:%d: ", &line, &column) != 2) return "no place";
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  return text.substr(begin + static_cast<std::size_t>(column) - 1);
}

TEST(ManifestDefects, AreRefusedWithLineColumnAndWhatToDo) {
  for (const Defect& defect : kDefects) {
    SCOPED_TRACE(defect.from + " -> " + defect.to.substr(0, 100));
    const std::string text = damaged(defect);
    const SampleFile file(text);
    const auto faults = manifest_tool::read_manifest_file(file.path()).faults;
    ASSERT_FALSE(faults.empty());
    EXPECT_THAT(text_at(text, file.path(), faults.front()), StartsWith(defect.where))
        << faults.front();
    EXPECT_THAT(faults.front(), HasSubstr(defect.sentence));
  }
}

TEST(ManifestDefects, AreAllToldAtOnce) {
  std::string text = kSample;
  text.replace(text.find("vendor: Lights"), 14, "vendor: 7");
  text.replace(text.find("title: Lamp"), 11, "titel: Lamp");
  const SampleFile file(text);
  EXPECT_EQ(manifest_tool::read_manifest_file(file.path()).faults.size(), 3u);
}

TEST(ManifestDefects, AFileThatCannotBeReadIsNoManifest) {
  EXPECT_THROW(manifest_tool::read_manifest_file("/nowhere/okta.yaml"), manifest_tool::Unreadable);
  EXPECT_THROW(manifest_tool::read_manifest_file("/"), manifest_tool::Unreadable);
}

}  // namespace
}  // namespace back::contract
