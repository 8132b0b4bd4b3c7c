#include <algorithm>
#include <set>

#include "contract/who_may.hpp"
#include "core/directory.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"
#include "core/strict_file.hpp"
#include "json/strict_json.hpp"

namespace back::host {
namespace {

constexpr std::string_view kSchema = R"({
  "type": "object", "additionalProperties": false,
  "required": ["organisation", "teams", "experts", "requests"],
  "definitions": {"text": {"type": "string", "minLength": 1, "maxLength": 254}},
  "properties": {
    "organisation": {
      "type": "object", "additionalProperties": false, "required": ["id", "name"],
      "properties": {"id": {"$ref": "#/definitions/text"}, "name": {"$ref": "#/definitions/text"}}},
    "teams": {"type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["id", "name"],
      "properties": {"id": {"$ref": "#/definitions/text"}, "name": {"$ref": "#/definitions/text"}}}},
    "experts": {"type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["id", "name", "email"],
      "properties": {
        "id": {"$ref": "#/definitions/text"}, "name": {"$ref": "#/definitions/text"},
        "email": {"$ref": "#/definitions/text"}, "admin": {"type": "boolean"},
        "teams": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/definitions/text"}}}}},
    "requests": {"type": "array", "items": {
      "type": "object", "additionalProperties": false, "required": ["id", "team", "requester"],
      "properties": {
        "id": {"$ref": "#/definitions/text"}, "team": {"$ref": "#/definitions/text"},
        "title": {"$ref": "#/definitions/text"},
        "requester": {
          "type": "object", "additionalProperties": false, "required": ["id", "name", "email"],
          "properties": {
            "id": {"$ref": "#/definitions/text"}, "name": {"$ref": "#/definitions/text"},
            "email": {"$ref": "#/definitions/text"}}}}}}
  }
})";

std::string text_at(const boost::json::object& object, std::string_view key) {
  return std::string(json::string_at(object, key).value_or(""));
}

// What has been read, found by walking: these lists are short.
class FileDirectory : public Directory {
 public:
  explicit FileDirectory(const boost::json::object& file);

  contract::Organisation organisation() const override { return organisation_; }
  std::vector<Team> teams() const override { return teams_; }
  std::optional<Expert> expert(std::string_view who) const override;
  std::optional<Request> request(std::string_view id) const override;

 private:
  void check() const;
  void check_team(const std::string& team, const std::string& owner) const;

  contract::Organisation organisation_;
  std::vector<Team> teams_;
  std::vector<Expert> experts_;
  std::vector<Request> requests_;
};

Expert expert_of(const boost::json::object& entry) {
  Expert expert{text_at(entry, "id"), text_at(entry, "name"), text_at(entry, "email"), {}, false};
  expert.admin = json::bool_at(entry, "admin").value_or(false);
  if (const auto* teams = json::array_at(entry, "teams"))
    for (const auto& team : *teams) expert.teams.emplace_back(team.as_string());
  return expert;
}

Request request_of(const boost::json::object& entry) {
  const auto& requester = *json::object_at(entry, "requester");
  return {text_at(entry, "id"),
          text_at(entry, "title"),
          text_at(entry, "team"),
          {text_at(requester, "id"), text_at(requester, "name"), text_at(requester, "email")}};
}

FileDirectory::FileDirectory(const boost::json::object& file) {
  const auto& organisation = *json::object_at(file, "organisation");
  organisation_ = {text_at(organisation, "id"), text_at(organisation, "name")};
  for (const auto& team : *json::array_at(file, "teams"))
    teams_.push_back({text_at(team.as_object(), "id"), text_at(team.as_object(), "name")});
  for (const auto& entry : *json::array_at(file, "experts"))
    experts_.push_back(expert_of(entry.as_object()));
  for (const auto& entry : *json::array_at(file, "requests"))
    requests_.push_back(request_of(entry.as_object()));
  check();
}

void FileDirectory::check_team(const std::string& team, const std::string& owner) const {
  const bool known =
      std::any_of(teams_.begin(), teams_.end(), [&](const Team& one) { return one.id == team; });
  if (!known)
    throw Refused("bad_file", printable(owner) + " names the team " + printable(team) +
                                  ", which is not among the teams.");
}

// Two entries nobody could tell apart are refused, for experts also by e-mail address.
void FileDirectory::check() const {
  std::set<std::string> teams, experts, requests;
  const auto once = [](std::set<std::string>& seen, const std::string& id, const char* what) {
    if (!seen.insert(id).second)
      throw Refused("bad_file", std::string("There are two ") + what + " " + printable(id) + ".");
  };
  for (const auto& team : teams_) once(teams, team.id, "teams");
  for (const auto& expert : experts_) {
    once(experts, expert.id, "experts");
    for (const auto& other : experts_)
      if (&other != &expert && contract::same_email(other.email, expert.email))
        throw Refused("bad_file",
                      "Two experts have the e-mail address " + printable(expert.email) + ".");
    for (const auto& team : expert.teams) check_team(team, "The expert " + expert.id);
  }
  for (const auto& request : requests_) {
    once(requests, request.id, "requests");
    check_team(request.team, "The request " + request.id);
  }
}

std::optional<Expert> FileDirectory::expert(std::string_view who) const {
  for (const auto& expert : experts_)
    if (expert.id == who) return expert;
  for (const auto& expert : experts_)
    if (contract::same_email(expert.email, who)) return expert;
  return std::nullopt;
}

std::optional<Request> FileDirectory::request(std::string_view id) const {
  for (const auto& request : requests_)
    if (request.id == id) return request;
  return std::nullopt;
}

}  // namespace

std::unique_ptr<Directory> parse_directory(std::string_view text, const std::string& path) {
  return std::make_unique<FileDirectory>(parse_strict(text, path, kSchema));
}

std::unique_ptr<Directory> read_directory(const std::string& path) {
  return parse_directory(read_trusted_text("directory", path), path);
}

}  // namespace back::host
