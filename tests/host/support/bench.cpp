#include "support/bench.hpp"

#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace back::host::test {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "back-host-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void write_file(const std::string& path, const std::string& text, unsigned mode) {
  std::ofstream(path, std::ios::trunc | std::ios::binary) << text;
  if (::chmod(path.c_str(), mode) != 0) throw std::runtime_error("no chmod of " + path);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

KeptLog::KeptLog()
    : log_(std::make_shared<Log>(
          [kept = kept_](const LogLine& line) {
            const std::lock_guard lock(kept->mutex);
            kept->lines.push_back(line);
            ring();
          },
          Level::kDebug)) {}

std::string KeptLog::text() {
  log_->flush();
  const std::lock_guard lock(kept_->mutex);
  std::string all;
  for (const auto& line : kept_->lines) all += json_line(line) + "\n";
  return all;
}

std::size_t KeptLog::count(Level level, const std::string& sentence_part) {
  log_->flush();
  const std::lock_guard lock(kept_->mutex);
  std::size_t count = 0;
  for (const auto& line : kept_->lines)
    count += line.level == level && line.sentence.find(sentence_part) != std::string::npos;
  return count;
}

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Refused& refused) {
    EXPECT_FALSE(refused.sentence().empty());
    return refused.code();
  }
  return "";
}

std::string sentence_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Refused& refused) {
    return refused.sentence();
  }
  return "";
}

std::shared_ptr<const Directory> small_company() {
  return parse_directory(R"(
organisation: {id: acme, name: Acme}
teams:
  - {id: it, name: IT}
  - {id: hr, name: People}
experts:
  - {id: erin, name: Erin Expert, email: erin@example.com, teams: [it], admin: true}
  - {id: omar, name: Omar Other, email: omar@example.com, teams: [it]}
  - {id: hana, name: Hana People, email: hana@example.com, teams: [hr]}
requests:
  - id: R-1
    team: it
    title: Cannot sign in
    requester: {id: dana, name: Dana Requester, email: dana@example.com}
  - id: R-2
    team: it
    requester: {id: omar, name: Omar Other, email: omar@example.com}
  - id: R-3
    team: hr
    requester: {id: dana, name: Dana Requester, email: dana@example.com}
)",
                         "small company");
}

LoadRules fixtures() { return {std::filesystem::canonical(BACK_FIXTURES).string(), {}}; }

}  // namespace back::host::test
