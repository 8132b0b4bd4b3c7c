// The organisations every measurement works on: as many as asked for, each with the same people, so
// that the product and the plain loop send the same requests to the same accounts.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/directory.hpp"

namespace back::bench {

inline constexpr const char* kToken = "00benchSuperAdmin_5yQpW2nVx8KfTz3LrB7Hc9Jm";
inline constexpr const char* kExpert = "erin";
inline constexpr const char* kTeam = "it";

std::string subdomain(int organisation);
std::string domain(int organisation);
std::string account_id(int person);
std::string login(int organisation, int person);
std::string request_id(int organisation, int person);

// The emulator's seed of one organisation: nobody is limited, everybody is ACTIVE.
boost::json::object seed(int organisation, int people);

// Makes the first person of a seed one in so many groups and with so many apps.
void enrich(boost::json::object& seed, int groups, int apps);
inline constexpr int kManyGroups = 368;
inline constexpr int kManyApps = 40;

// "bench-1.okta.com:443:127.0.0.1:port" for each organisation.
std::vector<std::string> connect_to(int organisations, std::uint16_t port);

// One expert, who is an admin too, and a request of every person.
std::shared_ptr<const host::Directory> directory();

}  // namespace back::bench
