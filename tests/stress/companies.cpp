#include "companies.hpp"

#include <charconv>
#include <filesystem>

#include "core/crypto.hpp"

namespace back::stress {
namespace {

std::string name_of(std::size_t company) { return "company-" + std::to_string(company); }
std::string mail_of(std::size_t person) { return "p" + std::to_string(person) + "@stress.example"; }

boost::json::object user(const std::string& login, const std::string& email) {
  return {{"status", "ACTIVE"},
          {"profile",
           {{"login", login}, {"email", email}, {"firstName", "Given"}, {"lastName", "Family"}}}};
}

boost::json::value seed(std::size_t company, const std::string& token, std::size_t people) {
  const std::string owner = "owner@" + name_of(company) + ".example";
  boost::json::object admin = user(owner, owner);
  admin["roles"] = boost::json::array{"SUPER_ADMIN"};
  boost::json::array users{admin};
  for (std::size_t person = 0; person < people; ++person)
    users.push_back(user(Companies::login(company, person), mail_of(person)));
  // So much that no request waits for its turn.
  const boost::json::object bucket{{"method", "*"}, {"path", "**"}, {"limit", 1000000000}};
  return {{"organisation", {{"subdomain", name_of(company)}, {"company", name_of(company)}}},
          {"rate_limits", {{"enforced", false}, {"buckets", boost::json::array{bucket}}}},
          {"users", users},
          {"tokens", boost::json::array{{{"secret", token}, {"user", owner}}}}};
}

// The number behind the last of that character.
std::size_t number_behind(std::string_view text, char mark) {
  std::size_t number = 0;
  const auto at = text.rfind(mark) + 1;
  std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

class MadeUpDirectory : public host::Directory {
 public:
  explicit MadeUpDirectory(std::size_t teams) {
    for (std::size_t team = 0; team < teams; ++team)
      teams_.push_back({"t" + std::to_string(team), "Team"});
  }
  contract::Organisation organisation() const override { return {"desk", "Desk"}; }
  std::vector<host::Team> teams() const override { return teams_; }
  std::optional<host::Expert> expert(std::string_view who) const override {
    host::Expert expert{std::string(who), "Expert", std::string(who) + "@desk.example", {}, true};
    for (const auto& team : teams_) expert.teams.push_back(team.id);
    return expert;
  }
  std::optional<host::Request> request(std::string_view id) const override {
    const std::size_t person = number_behind(id, '-');
    const std::size_t team = number_behind(id.substr(0, id.rfind('-')), '-');
    return host::Request{std::string(id),
                         "Cannot sign in",
                         teams_.at(team).id,
                         {"p" + std::to_string(person), "Person", mail_of(person)}};
  }

 private:
  std::vector<host::Team> teams_;
};

}  // namespace

Companies::Companies(std::size_t teams, std::size_t people) {
  okta_emulator::EmulatorOptions emulated;
  for (std::size_t company = 0; company < teams * kOfEachTeam; ++company) {
    tokens_.push_back("00stress" + std::string(28, 'x') + std::to_string(1000 + company));
    emulated.seeds.push_back(seed(company, tokens_.back(), people));
  }
  emulator_ = std::make_unique<okta_emulator::Emulator>(std::move(emulated));
  host::test::write_file(folder_ / "ca.pem", emulator_->ca_pem());
  host::HostOptions options;
  options.plugins.folder = std::filesystem::canonical(BACK_PLUGIN_FOLDER).string();
  options.network.ca_file = folder_ / "ca.pem";
  options.network.allow_private = true;
  for (std::size_t company = 0; company < tokens_.size(); ++company)
    options.network.connect_to.push_back(
        name_of(company) + ".okta.com:443:127.0.0.1:" + std::to_string(emulator_->port()));
  options.grace = std::chrono::seconds(10);
  host_ = std::make_unique<host::Host>(std::move(options), std::make_shared<MadeUpDirectory>(teams),
                                       log_.log());
}

okta_emulator::Organisation& Companies::okta(std::size_t company) {
  return emulator_->organisation(name_of(company));
}

std::string Companies::login(std::size_t company, std::size_t person) {
  return "p" + std::to_string(person) + "@" + name_of(company) + ".example";
}

std::string Companies::request(std::size_t team, std::size_t person) {
  return "R-" + std::to_string(team) + "-" + std::to_string(person);
}

host::NewConnection Companies::connection(std::size_t company) const {
  host::NewConnection wanted;
  wanted.plugin = "okta";
  wanted.fields = {{"domain", name_of(company)},
                   {"teams", boost::json::array{"t" + std::to_string(company / kOfEachTeam)}}};
  wanted.secrets.push_back({"token", Secret(token(company))});
  return wanted;
}

bool Companies::is_suspended(std::size_t company, std::size_t person) {
  const auto user = okta(company).user(login(company, person));
  return user.has_value() && user->status == okta_emulator::Status::suspended;
}

std::vector<std::string> Companies::foreign_tokens() {
  std::vector<std::string> foreign;
  for (std::size_t company = 0; company < size(); ++company) {
    const std::string own = host::sha256_hex(token(company));
    for (const auto& entry : okta(company).journal())
      if (entry.token_hash != own && entry.target != "/.well-known/okta-organization")
        foreign.push_back(name_of(company) + (entry.token_hash.empty() ? ", none: " : ": ") +
                          entry.method + " " + entry.target);
  }
  return foreign;
}

}  // namespace back::stress
