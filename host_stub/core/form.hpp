// What a person has filled in, against the fields of a manifest.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "contract/manifest.hpp"
#include "core/named_secret.hpp"
#include "core/plugin.hpp"

namespace back::host {

// Puts in the defaults of absent fields, and checks everything. Throws Refused with code
// invalid_input; the sentence names the field by its title and never repeats a value.
boost::json::object filled_configuration(const contract::Manifest& manifest,
                                         boost::json::object fields,
                                         const std::vector<NamedSecret>& secrets);
boost::json::object filled_input(const Plugin& plugin, const contract::Action& action,
                                 boost::json::object input,
                                 const std::vector<NamedSecret>& secrets);

// Only the secrets of a connection.
void check_secrets(const contract::Manifest& manifest, const std::vector<NamedSecret>& secrets);

}  // namespace back::host
