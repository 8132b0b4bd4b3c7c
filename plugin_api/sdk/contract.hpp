// A plugin's manifest, ready to check calls against: its schemas compiled once for all connections.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "contract/manifest.hpp"
#include "contract/schema.hpp"
#include "sdk/connection.hpp"

namespace back::sdk {

class Contract {
 public:
  Contract(std::string_view manifest, OpenFunction open);

  const contract::Manifest& manifest() const { return manifest_; }
  std::unique_ptr<Connection> open(const Opening& opening) const { return open_(opening); }

  // Each throws Failure with a sentence and the JSON pointer of the field.
  void check_configuration(const boost::json::object& configuration,
                           std::span<const NamedSecret> secrets) const;
  void check_input(const Call& call) const;

 private:
  contract::Manifest manifest_;
  contract::Schema configuration_;
  std::map<std::string, contract::Schema, std::less<>> inputs_;  // by action id
  OpenFunction open_;
};

}  // namespace back::sdk
