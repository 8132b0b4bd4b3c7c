#include "support/house.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "json/strict_json.hpp"

namespace back::testing {
namespace {

namespace fs = std::filesystem;

void copy_for_me_alone(const fs::path& from, const fs::path& to) {
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace

House::House() {
  folder_ = (fs::temp_directory_path() / "back-cli-XXXXXX").string();
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  fs::create_directory(path("plugins"));
  fs::permissions(path("plugins"), fs::perms::owner_all);
  copy_for_me_alone(BACK_LAMP, path("plugins/lamp.so"));
  copy_for_me_alone(BACK_DESK, path("plugins/desk.so"));
  copy_for_me_alone("tests/cli/data/directory.yaml", path("people.yaml"));
  file("pin", "4711\n");
  environment = {"HOME=" + folder_, "PATH=/usr/bin:/bin"};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"})
    if (const char* value = std::getenv(name))
      environment.push_back(std::string(name) + "=" + value);
}

House::~House() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string House::file(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::trunc) << text;
  fs::permissions(path(name), fs::perms::owner_read | fs::perms::owner_write);
  return path(name);
}

std::vector<std::string> House::whole(std::vector<std::string> words) const {
  std::vector<std::string> all{BACK_HOST_PROGRAM,   "--home",    path("home"),   "--directory",
                               path("people.yaml"), "--plugins", path("plugins")};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

Finished House::run(std::vector<std::string> words, std::string_view input) const {
  return start(std::move(words), Streams::kPipes, input)->finish();
}

std::unique_ptr<Child> House::start(std::vector<std::string> words, Streams streams,
                                    std::string_view input) const {
  return std::make_unique<Child>(whole(std::move(words)), environment, streams, input);
}

boost::json::object House::json(std::vector<std::string> words) const {
  words.emplace_back("--json");
  const Finished done = run(std::move(words));
  EXPECT_TRUE(done.out.ends_with("\n") && done.out.find('\n') + 1 == done.out.size()) << done.out;
  try {
    return back::json::parse(done.out).as_object();
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what() << ": " << done.out << done.err;
    return {};
  }
}

std::string House::connect(const std::string& plugin) const {
  std::vector<std::string> words{"connect", plugin, "--as", "ada", "--set", "teams=it"};
  if (plugin == "desk")
    words.insert(words.end(), {"--set", "address=here", "--secret-file", "pin=" + path("pin")});
  const auto connected = json(words);
  return connected.contains("connection")
             ? std::string(connected.at("connection").at("id").as_string())
             : "";
}

}  // namespace back::testing
