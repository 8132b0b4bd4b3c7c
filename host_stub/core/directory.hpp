// Who works here and what is asked: organisation, teams, experts, requests. The product has them in
// its own database; the stub reads a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/context.hpp"

namespace back::host {

struct Team {
  std::string id;
  std::string name;
};

struct Expert {
  std::string id;
  std::string name;
  std::string email;
  std::vector<std::string> teams;
  bool admin = false;
};

struct Request {
  std::string id;
  std::string title;
  std::string team;
  contract::Requester requester;
};

class Directory {
 public:
  virtual ~Directory() = default;
  virtual contract::Organisation organisation() const = 0;
  virtual std::vector<Team> teams() const = 0;
  // By id or e-mail address.
  virtual std::optional<Expert> expert(std::string_view who) const = 0;
  virtual std::optional<Request> request(std::string_view id) const = 0;
};

// Reads a directory from strict YAML (see tests/host/data/directory.yaml). The file decides who is
// an admin, so it must be one that only root or this user can change. Throws Refused.
std::unique_ptr<Directory> read_directory(const std::string& path);

// The same from text; path is for messages.
std::unique_ptr<Directory> parse_directory(std::string_view text, const std::string& path);

}  // namespace back::host
