// Lists of the requester's as people read them: what can be changed, and what is locked by reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/render.hpp"

namespace back::cli {
namespace {

using ::testing::HasSubstr;

std::string shown_list(const boost::json::array& items, std::size_t width = 60) {
  std::ostringstream out;
  const Style style{false};
  const Globals globals;
  host::RequesterView view;
  view.title = "Desk";
  view.connection = "c-1";
  view.view = {{"as_of", "2026-01-02T03:04:05Z"}, {"found", "one"}};
  view.view["lists"] = boost::json::array{
      {{"id", "k"}, {"title", "Things"}, {"section", "things"}, {"items", items}}};
  contract::Manifest manifest;
  manifest.sections = {{"things", "Things"}};
  render_requester(Page{out, style, width, globals}, view, &manifest);
  const std::string text = out.str();
  return text.substr(text.find("\n\n") + 2);
}

boost::json::object key(const std::string& name, const char* sentence = nullptr,
                        const char* remedy = "", const char* why = "lock") {
  boost::json::object item{{"id", name}, {"name", name}, {"locked", false}};
  if (sentence == nullptr) return item;
  item["locked"] = std::string_view(why) == "lock";
  item[why] = boost::json::object{{"code", "x"}, {"sentence", sentence}, {"remedy", remedy}};
  return item;
}

TEST(RequesterLists, GivesASectionOfOneListOneHeadingAndEachReasonOnce) {
  EXPECT_EQ(shown_list({key("Attic", "Kept by the porter.", "Ask the porter."),
                        key("Cellar", "Kept by the guard.", "Ask the porter."), key("Door"),
                        key("Gate", "Kept by the guard.", "Ask the porter."),
                        key("Hall", "Everyone has it."),
                        key("Roof", "It is windy.", "Hold on.", "caution")}),
            "  Things (6, 4 locked)\n"
            "    Door\n"
            "    Roof\n"
            "    \U0001F512 Kept by the guard: Cellar, Gate\n"
            "    \U0001F512 Kept by the porter: Attic\n"
            "       Ask the porter.\n"
            "    \U0001F512 Everyone has it: Hall\n"
            "     ! It is windy: Roof\n"
            "       Hold on.\n");
}

TEST(RequesterLists, KeepsALongListShortAndWithinTheWidth) {
  boost::json::array items;
  for (int i = 0; i < 368; ++i)
    items.push_back(i % 3 == 0 ? key("Team " + std::to_string(i), "Imported from elsewhere.")
                               : key("Team " + std::to_string(i)));
  const std::string text = shown_list(items, 80);
  EXPECT_THAT(text, HasSubstr("  Things (368, 123 locked)\n    Team 1, Team 2, Team 4,"));
  EXPECT_THAT(text, HasSubstr(" and 185 more (--json lists all)\n"));
  EXPECT_THAT(text, HasSubstr("Imported from elsewhere: Team 0, Team 3,"));
  EXPECT_THAT(text, HasSubstr(" and 99 more (--json lists all)\n"));
  std::istringstream lines(text);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) EXPECT_LE(line.size(), 82U) << line;
  EXPECT_LE(count, 20);
}

TEST(RequesterLists, KeepsALineForEachOfManyThatHaveADetail) {
  boost::json::array items;
  for (int i = 0; i < 30; ++i) {
    items.push_back(key("Event " + std::to_string(i)));
    items.back().as_object()["detail"] = "an hour ago";
  }
  EXPECT_THAT(shown_list(items), HasSubstr("    Event 7   an hour ago\n"));
}

}  // namespace
}  // namespace back::cli
