// back-manifest: checks manifests of plugins and shows what is made of them.
// Exit codes: 0 all is well; 1 a manifest has faults; 2 wrong usage, or a file cannot be read or
// written.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "contract/field_schema.hpp"
#include "json/strict_json.hpp"
#include "manifest_tool/embed.hpp"
#include "manifest_tool/manifest_file.hpp"

namespace back::manifest_tool {
namespace {

constexpr int kFaulty = 1;
constexpr int kUnusable = 2;

struct Arguments {
  std::vector<std::string> files;
  std::string file;
  std::string action;
  bool configuration = false;
  std::string id;
  std::string cpp;
  std::string c;
};

// The manifest, or nothing after its faults have been told.
std::optional<ManifestFile> sound(const std::string& path) {
  ManifestFile file = read_manifest_file(path);
  for (const std::string& fault : file.faults) std::cerr << fault << '\n';
  if (!file.faults.empty()) return std::nullopt;
  return file;
}

int check(const Arguments& arguments) {
  int result = 0;
  for (const std::string& path : arguments.files) {
    const auto file = sound(path);
    if (!file) {
      result = kFaulty;
      continue;
    }
    std::cout << path << ": " << file->manifest.title << ' ' << file->manifest.version << ", "
              << file->manifest.actions.size() << " actions, no fault.\n";
  }
  return result;
}

int print_json(const Arguments& arguments) {
  const auto file = sound(arguments.file);
  if (!file) return kFaulty;
  std::cout << json::canonical(file->document) << '\n';
  return 0;
}

int print_schema(const Arguments& arguments) {
  const auto file = sound(arguments.file);
  if (!file) return kFaulty;
  if (arguments.configuration) {
    std::cout << json::canonical(contract::configuration_schema(file->manifest)) << '\n';
    return 0;
  }
  const auto* action = file->manifest.action(arguments.action);
  if (action == nullptr) {
    std::cerr << arguments.file << ": there is no action " << json::in_quotes(arguments.action)
              << "; the actions are:";
    for (const auto& each : file->manifest.actions) std::cerr << ' ' << each.id;
    std::cerr << '\n';
    return kUnusable;
  }
  std::cout << json::canonical(contract::input_schema(*action)) << '\n';
  return 0;
}

void write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw Unreadable(path + ": cannot be written.");
}

int embed(const Arguments& arguments) {
  const auto file = sound(arguments.file);
  if (!file) return kFaulty;
  if (!arguments.id.empty() && file->manifest.id != arguments.id) {
    std::cerr << arguments.file << ": the id is " << file->manifest.id << ", but the plugin is "
              << arguments.id << ": make them the same.\n";
    return kFaulty;
  }
  const std::string json = json::canonical(file->document);
  if (!arguments.cpp.empty()) write(arguments.cpp, cpp_header(file->manifest, json));
  if (!arguments.c.empty()) write(arguments.c, c_header(file->manifest, json));
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app("Checks manifests of plugins and shows what is made of them.", "back-manifest");
  app.footer("Exit codes: 0 all is well; 1 a manifest has faults; 2 wrong usage or file trouble.");
  app.require_subcommand(1);
  Arguments arguments;
  int (*chosen)(const Arguments&) = nullptr;
  const auto command = [&](const char* name, const char* what, int (*function)(const Arguments&)) {
    auto* subcommand = app.add_subcommand(name, what);
    subcommand->callback([&chosen, function] { chosen = function; });
    return subcommand;
  };
  command("check", "Says what is wrong with each manifest, by line and column", check)
      ->add_option("FILE", arguments.files, "Manifests (YAML)")
      ->required();
  command("json", "Prints the manifest as canonical JSON", print_json)
      ->add_option("FILE", arguments.file, "A manifest (YAML)")
      ->required();
  auto* schema = command("schema", "Prints a JSON Schema made from the manifest", print_schema);
  schema->add_option("FILE", arguments.file, "A manifest (YAML)")->required();
  auto* which = schema->add_option_group("of");
  which->add_option("--action", arguments.action, "Of this action's input");
  which->add_flag("--configuration", arguments.configuration, "Of a connection's configuration");
  which->require_option(1);
  auto* embedding = command("embed", "Writes source text for a plugin to include", embed);
  embedding->add_option("FILE", arguments.file, "A manifest (YAML)")->required();
  embedding->add_option("--id", arguments.id, "The id that the manifest must have");
  embedding->add_option("--cpp", arguments.cpp, "C++ header to write");
  embedding->add_option("--c", arguments.c, "C header to write");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUnusable;
  }
  return chosen(arguments);
}

}  // namespace
}  // namespace back::manifest_tool

int main(int argc, char** argv) {
  try {
    return back::manifest_tool::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return back::manifest_tool::kUnusable;
  }
}
