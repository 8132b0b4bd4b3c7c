// Everything that back-host needs, in a folder of its own that goes with the test: state, people,
// plugins, a file with the desk's pin.
#pragma once

#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <vector>

#include "support/child.hpp"

namespace back::testing {

class House {
 public:
  House();
  ~House();
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string file(const std::string& name, const std::string& text) const;  // of mode 0600

  Finished run(std::vector<std::string> words, std::string_view input = {}) const;
  std::unique_ptr<Child> start(std::vector<std::string> words, Streams streams,
                               std::string_view input = {}) const;
  // With --json: the document. Fails the test if standard output is anything else.
  boost::json::object json(std::vector<std::string> words) const;

  // Connects a plugin for the team it, as an admin; the connection's id.
  std::string connect(const std::string& plugin) const;

  std::vector<std::string> environment;

 private:
  std::vector<std::string> whole(std::vector<std::string> words) const;
  std::string folder_;
};

}  // namespace back::testing
