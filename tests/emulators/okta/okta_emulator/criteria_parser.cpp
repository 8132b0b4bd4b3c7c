// Recursive descent over the SCIM subset Okta documents. Depth and length are bounded: the text
// comes from outside.
#include <boost/json.hpp>
#include <cctype>

#include "okta_emulator/criteria.hpp"
#include "okta_emulator/problem.hpp"
#include "okta_emulator/text.hpp"

namespace okta_emulator {
namespace {

constexpr std::size_t kLongestExpression = 8192;
constexpr int kDeepest = 32;

[[noreturn]] void refuse() { throw Problem("E0000031"); }

class Parser {
 public:
  Parser(std::string_view text, Dialect dialect) : rest_(text), dialect_(dialect) {}

  Criteria parse() {
    Criteria result = any_of(0);
    skip_spaces();
    if (!rest_.empty()) refuse();
    return result;
  }

 private:
  Criteria any_of(int depth) { return joined("or", Criteria::Kind::any_of, depth); }

  Criteria joined(std::string_view word, Criteria::Kind kind, int depth) {
    const auto operand = [&] {
      return kind == Criteria::Kind::any_of ? joined("and", Criteria::Kind::all_of, depth)
                                            : term(depth);
    };
    Criteria first = operand();
    if (!take_word(word)) return first;
    Criteria result;
    result.kind = kind;
    result.parts.push_back(std::move(first));
    do {
      result.parts.push_back(operand());
    } while (take_word(word));
    return result;
  }

  Criteria term(int depth) {
    if (depth > kDeepest) refuse();
    skip_spaces();
    if (take('(')) return group(depth);
    const std::string_view name = name_token();
    if (same_text(name, "not")) {
      skip_spaces();
      if (!take('(')) refuse();
      Criteria result;
      result.kind = Criteria::Kind::negation;
      result.parts.push_back(group(depth));
      return result;
    }
    return comparison(std::string(name));
  }

  Criteria group(int depth) {
    Criteria inside = any_of(depth + 1);
    skip_spaces();
    if (!take(')')) refuse();
    return inside;
  }

  Criteria comparison(std::string attribute) {
    Criteria result;
    result.attribute = std::move(attribute);
    skip_spaces();
    result.comparison = lower(name_token());
    static constexpr std::string_view kKnown = " eq ne sw co ew gt ge lt le pr ";
    if (kKnown.find(' ' + result.comparison + ' ') == std::string_view::npos) refuse();
    if (result.comparison != "pr") result.value = value();
    check(result);
    return result;
  }

  static bool one_of(std::string_view list, const std::string& word) {
    return list.find(' ' + word + ' ') != std::string_view::npos;
  }

  // What the dialect does not know is refused.
  void check(const Criteria& part) const {
    const std::string& name = part.attribute;
    const bool equals = part.comparison == "eq";
    const bool order = one_of(" gt ge lt le ", part.comparison);
    const bool group_date = one_of(" created lastUpdated lastMembershipUpdated ", name);
    bool known = true;
    if (dialect_ == Dialect::filter) {
      known = one_of(
                  " status id lastUpdated profile.login profile.email profile.firstName "
                  "profile.lastName ",
                  name) &&
              (equals || (name == "lastUpdated" && order));
    } else if (dialect_ == Dialect::group_search) {
      const bool text = name == "profile.name" || name == "profile.description";
      known = (name.starts_with("profile.") || group_date || one_of(" id type source.id ", name)) &&
              (equals || part.comparison == "sw" || (text && part.comparison == "co") ||
               (group_date && order));
    } else if (dialect_ == Dialect::group_filter) {
      known = one_of(" id type lastUpdated lastMembershipUpdated ", name) &&
              (equals || (group_date && order));
    } else if (dialect_ == Dialect::app_filter) {
      known = equals && one_of(
                            " id status name user.id group.id credentials.signing.kid "
                            "settings.slo.enabled ",
                            name);
    }
    if (!known) refuse();
  }

  std::string value() {
    skip_spaces();
    if (rest_.empty() || rest_.front() != '"') {
      const std::string_view word = name_token();  // true, false, null, a number
      return std::string(word);
    }
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2U : 1U;
    if (end >= rest_.size()) refuse();
    boost::system::error_code error;
    const auto parsed = boost::json::parse(rest_.substr(0, end + 1), error);
    if (error) refuse();
    rest_.remove_prefix(end + 1);
    return std::string(parsed.as_string());
  }

  std::string_view name_token() {
    std::size_t size = 0;
    while (size < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 ||
            std::string_view("._-:").find(rest_[size]) != std::string_view::npos)) {
      ++size;
    }
    if (size == 0) refuse();
    const std::string_view name = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return name;
  }

  bool take_word(std::string_view word) {
    skip_spaces();
    if (!starts_with_text(rest_, word)) return false;
    const bool ends =
        rest_.size() == word.size() || rest_[word.size()] == ' ' || rest_[word.size()] == '(';
    if (ends) rest_.remove_prefix(word.size());
    return ends;
  }

  bool take(char character) {
    if (rest_.empty() || rest_.front() != character) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  std::string_view rest_;
  Dialect dialect_;
};

}  // namespace

Criteria parse_criteria(std::string_view text, Dialect dialect) {
  if (text.size() > kLongestExpression) refuse();
  Criteria result = Parser(text, dialect).parse();
  if (dialect == Dialect::app_filter && result.kind != Criteria::Kind::compare) refuse();
  return result;
}

}  // namespace okta_emulator
