#include "cli/places.hpp"

#include <cstdlib>
#include <filesystem>

#include "cli/problem.hpp"

namespace back::cli {
namespace {

namespace fs = std::filesystem;

// The value, if it is a full path: anything else is to be ignored (XDG Base Directory
// Specification).
std::string path_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && value[0] == '/' ? value : "";
}

}  // namespace

std::string default_home() {
  if (const auto state = path_in_environment("XDG_STATE_HOME"); !state.empty())
    return full_path(state + "/back-host");
  if (const auto home = path_in_environment("HOME"); !home.empty())
    return full_path(home + "/.local/state/back-host");
  refuse_usage("Neither HOME nor XDG_STATE_HOME is set; say where the state is kept: --home DIR.");
}

std::string default_plugins() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) refuse_usage("This program cannot find itself; say where plugins are: --plugins DIR.");
  return (program.parent_path().parent_path() / "plugins").string();
}

std::string full_path(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  if (error) refuse_usage("The current folder does not exist any more; name full paths.");
  std::string full = absolute.lexically_normal().string();
  while (full.size() > 1 && full.back() == '/') full.pop_back();
  return full;
}

}  // namespace back::cli
