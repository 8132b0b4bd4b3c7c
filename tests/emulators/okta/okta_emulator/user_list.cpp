// GET /api/v1/users: everybody, or those that search, filter or q name.
#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "okta_emulator/criteria.hpp"
#include "okta_emulator/endpoints.hpp"
#include "okta_emulator/paging.hpp"
#include "okta_emulator/text.hpp"
#include "okta_emulator/user_json.hpp"

namespace okta_emulator::endpoint {
namespace json = boost::json;
namespace {

constexpr std::size_t kUsersPerPage = 200;
constexpr std::size_t kUsersPerQuestion = 10;

using Users = std::vector<const User*>;

// Those that match, in the order of their ids, each once; at most `enough` beyond `after`.
Users find_users(const Criteria& criteria, const State& state, std::string_view after,
                 std::size_t enough) {
  Users found;
  if (auto few = candidates(criteria, state)) {
    std::sort(few->begin(), few->end(), [](auto* a, auto* b) { return a->id < b->id; });
    few->erase(std::unique(few->begin(), few->end()), few->end());
    for (const User* user : *few) {
      if (user->id > after && matches(criteria, *user, state)) found.push_back(user);
    }
    return found;
  }
  for (auto at = state.users().upper_bound(after); at != state.users().end(); ++at) {
    if (found.size() == enough) break;
    if (matches(criteria, at->second, state)) found.push_back(&at->second);
  }
  return found;
}

Users everybody(const State& state, std::string_view after, std::size_t enough) {
  Users found;
  for (auto at = state.users().upper_bound(after); at != state.users().end(); ++at) {
    if (found.size() == enough) break;
    if (at->second.status != Status::deprovisioned) found.push_back(&at->second);
  }
  return found;
}

// `q` looks at the beginnings of names and e-mail, leaves the deactivated out and has no second
// page.
Answer answer_question(Call& call, std::string_view question) {
  const Page page = read_page(call, kUsersPerQuestion, kUsersPerPage);
  json::array body;
  for (const auto& [id, user] : call.state.users()) {
    if (body.size() == page.limit) break;
    if (user.status == Status::deprovisioned) continue;
    for (const std::string_view field : {"firstName", "lastName", "email"}) {
      if (!starts_with_text(user.text(field), question)) continue;
      body.push_back(listed_user_json(user, call.state, call.base));
      break;
    }
  }
  return json_answer(body);
}

void sort_users(Users& users, const Call& call, std::string_view attribute) {
  const bool falling = call.target.parameter("sortOrder") == "desc";
  std::vector<std::pair<std::string, const User*>> keyed;
  for (const User* user : users) {
    keyed.emplace_back(attribute_text(attribute, *user, call.state), user);
  }
  std::stable_sort(keyed.begin(), keyed.end(), [falling](const auto& a, const auto& b) {
    return falling ? b.first < a.first : a.first < b.first;
  });
  for (std::size_t i = 0; i < keyed.size(); ++i) users[i] = keyed[i].second;
}

// A sorted search goes through everybody and then finds the page by the id the last one ended with.
Users sorted_page(const Criteria& criteria, const Call& call, const Page& page,
                  std::string_view attribute) {
  Users all = find_users(criteria, call.state, {}, std::numeric_limits<std::size_t>::max());
  sort_users(all, call, attribute);
  if (page.after.empty()) return all;
  const auto last = std::find_if(all.begin(), all.end(),
                                 [&](const User* user) { return user->id == page.after; });
  if (last == all.end()) throw Problem("E0000029", {}, {"Invalid cursor."});
  all.erase(all.begin(), std::next(last));
  return all;
}

Users page_of_users(const Call& call, const Page& page) {
  const std::size_t enough = page.limit + 1;  // one more tells whether there is a next page
  if (const auto search = call.target.parameter("search")) {
    const Criteria criteria = parse_criteria(*search, Dialect::search);
    const auto attribute = call.target.parameter("sortBy");
    if (attribute) return sorted_page(criteria, call, page, *attribute);
    return find_users(criteria, call.state, page.after, enough);
  }
  if (const auto filter = call.target.parameter("filter")) {
    return find_users(parse_criteria(*filter, Dialect::filter), call.state, page.after, enough);
  }
  return everybody(call.state, page.after, enough);
}

}  // namespace

Answer list_users(Call& call) {
  if (const auto question = call.target.parameter("q"); question && !question->empty()) {
    return answer_question(call, *question);
  }
  const Page page = read_page(call, kUsersPerPage, kUsersPerPage);
  Users users = page_of_users(call, page);
  const bool more = users.size() > page.limit;
  if (more) users.resize(page.limit);
  const Omissions omit = omissions_of(header(call.request.headers, "content-type"));
  json::array body;
  body.reserve(users.size());
  for (const User* user : users) {
    body.push_back(listed_user_json(*user, call.state, call.base, omit));
  }
  Answer answer = json_answer(body);
  add_links(answer, call, page, more ? users.back()->id : std::string(),
            {"q", "filter", "search", "sortBy", "sortOrder"});
  return answer;
}

}  // namespace okta_emulator::endpoint
