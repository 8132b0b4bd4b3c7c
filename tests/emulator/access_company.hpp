// A company with groups of every type, a rule and applications of the common modes, and tables of
// requests with the answers they get.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "small_company.hpp"

namespace emulator_test {

// "00g" + … + the number: ids that can be written down.
std::string group_id(int number);
std::string app_id(int number);
std::string group_path(int number);
std::string app_path(int number);

inline constexpr int kSales = 1, kEveryone = 2, kImported = 3, kEngineering = 4, kAdmins = 5;
inline constexpr int kWiki = 1, kLedger = 2, kCrm = 3, kDashboard = 4, kOld = 5, kDirectory = 6,
                     kChat = 7;
inline constexpr std::string_view kRule = "0pr00000000000000001";

// pat (department Engineering, held in Engineering by a rule), sue (in Sales), gone (deactivated).
json::object access_seed();

struct Exchange {
  std::string method, target, body;
  int status = 200;
  std::string code;  // errorCode of a refusal
};

// Sends them one after the other to one company and expects status and code of each.
void expect_exchanges(Company& company, const std::vector<Exchange>& table);

// What stands at "id", or at the path of names given, in each entry of a list.
std::vector<std::string> each_text(const Answer& answer, std::initializer_list<const char*> path);
json::value answer_to(Company& company, const std::string& target);
// The target of the Link header with that relation, without scheme and host; empty when there is
// none.
std::string link_of(const Answer& answer, std::string_view relation);
// Follows `next` from page to page and gathers the ids.
std::vector<std::string> ids_of_all_pages(Company& company, std::string target);

}  // namespace emulator_test
