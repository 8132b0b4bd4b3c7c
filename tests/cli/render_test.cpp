#include "cli/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/log_sink.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Sheet {
  std::ostringstream out;
  Style style{false};
  Globals globals;
  Page page{out, style, 60, globals};
};

boost::json::object object_of(const char* text) { return json::parse(text).as_object(); }

contract::Manifest small_manifest() {
  contract::Manifest manifest;
  manifest.vendor = "Desk Works";
  manifest.setup = {{"Take the card out of the drawer and read the number on its back aloud.", ""},
                    {"Type it.", "https://desk.example"}};
  manifest.title = "Desk";
  manifest.sections = {{"things", "Things"}, {"person", "Person"}};
  contract::Action greet;
  greet.id = "greet";
  greet.title = "Greet";
  manifest.actions = {greet};
  return manifest;
}

TEST(RequesterText, ShowsTheAccountInTheOrderOfTheManifestsSections) {
  Sheet sheet;
  host::RequesterView view;
  view.title = "Desk";
  view.connection = "c-1";
  view.view = object_of(R"({"as_of":"2026-01-02T03:04:05Z","found":"one",
    "account":{"id":"p","name":"Zoë","login":"zoe","link":"https://d/p","status":{"code":"I","label":"In","tone":"good"}},
    "fields":[{"id":"f","label":"Floor","value":"2","section":"person"},{"id":"a","label":"Age","value":"9"}],
    "lists":[{"id":"k","title":"Keys","section":"things","items":[
       {"id":"1","name":"Door","locked":true,"lock":{"code":"x","sentence":"Everyone has it."}},
       {"id":"2","name":"Drawer","locked":false}]}],
    "actions":[{"id":"greet","enabled":true},{"id":"odd","enabled":false,"reason":{"code":"x","sentence":"No power.","remedy":"Wait."}}],
    "notices":[{"tone":"bad","sentence":"Fire."}],"partial":[{"what":"Letters","why":"Locked."}]})");
  const auto manifest = small_manifest();
  render_requester(sheet.page, view, &manifest);
  EXPECT_EQ(sheet.out.str(),
            "Desk  connection c-1, as of 2026-01-02 03:04:05 UTC\n"
            "  Zoë  zoe  In\n"
            "  https://d/p\n"
            "  ! Fire.\n"
            "\n"
            "    Age  9\n"
            "\n"
            "  Things\n"
            "    Keys (2, 1 locked)\n"
            "      Drawer\n"
            "      \U0001F512 Everyone has it: Door\n"
            "\n"
            "  Person\n"
            "    Floor  2\n"
            "\n"
            "  Actions\n"
            "    greet  Greet\n"
            "    odd    odd    not now\n"
            "\n"
            "  Not now\n"
            "    odd: No power. Wait.\n"
            "\n"
            "  Not everything could be read\n"
            "    Letters: Locked.\n");
}

TEST(RequesterText, SaysWhyNothingCouldBeReadAndWhoWasPicked) {
  Sheet sheet;
  host::RequesterView view;
  view.title = "Desk";
  view.connection = "c-1";
  view.code = "unavailable";
  view.sentence = "The desk\x1b is closed.";
  view.picked = host::Pick{"c-1", "r", "p-2", "Zoe", "zoe.b", "erin", "2026-01-02T03:04:05Z"};
  render_requester(sheet.page, view, nullptr);
  EXPECT_THAT(sheet.out.str(), HasSubstr("Could not be read: The desk\uFFFD is closed.\n"));
  EXPECT_THAT(sheet.out.str(), HasSubstr("Picked by erin on 2026-01-02 03:04:05 UTC: Zoe"));
  EXPECT_THAT(sheet.out.str(), HasSubstr("back-host requester --connection c-1 --forget\n"));
}

host::Ran ran_with(const char* output) {
  host::Ran ran;
  ran.line.outcome = object_of(output);
  ran.outcome = std::string(json::string_at(ran.line.outcome, "outcome").value_or(""));
  ran.line.connection = "c-1";
  return ran;
}

constexpr const char* kDone = R"({"outcome":"done","changed":true,"summary":"Zoë was moved.",
  "before":[{"id":"s","label":"Seat","value":"Door"},{"id":"f","label":"Floor","value":"1"}],
  "after":[{"id":"s","label":"Seat","value":"Window"},{"id":"f","label":"Floor","value":"1"}],
  "account":{"id":"p-1","login":"zoe"},"request_ids":["rq-1","rq-2"],"notices":["It is drafty."],
  "undo":{"action":"move","input":{"seat":"the door","all":["a","b"],"loud":true}}})";

TEST(OutcomeText, SaysWhatChangedOnWhomAndHowToUndoIt) {
  Sheet sheet;
  auto plugin = std::make_shared<host::Plugin>();
  plugin->manifest = small_manifest();
  render_outcome(sheet.page, ran_with(kDone), plugin);
  EXPECT_EQ(sheet.out.str(),
            "Done: Zoë was moved.\n"
            "  On whom                   zoe (p-1)\n"
            "  Seat                      Door → Window\n"
            "  Request id at Desk Works  rq-1, rq-2\n"
            "  It is drafty.\n"
            "\n"
            "To undo it:\n"
            "  back-host run move --connection c-1 --set 'seat=the door' --set all=a,b --set "
            "loud=yes\n");
}

TEST(OutcomeText, TellsUnknownWithItsEvidenceAndWhatHappensNext) {
  Sheet pending_sheet, final_sheet;
  host::Ran ran = ran_with(R"({"outcome":"unknown","changed":null,"code":"lost_answer",
    "summary":"It cannot be told.","evidence":"Look there.","before":[],"after":[],"request_ids":[]})");
  render_outcome(final_sheet.page, ran, nullptr);
  EXPECT_THAT(final_sheet.out.str(), HasSubstr("Unknown: It cannot be told.\n"));
  EXPECT_THAT(final_sheet.out.str(), HasSubstr("What is known: Look there."));
  EXPECT_THAT(final_sheet.out.str(), HasSubstr("back-host requester\n"));
  ran.pending = true;
  render_outcome(pending_sheet.page, ran, nullptr);
  EXPECT_THAT(pending_sheet.out.str(), HasSubstr("back-host settle\n"));
}

TEST(OutcomeText, OffersNoUndoOfWhatWasNotDoneNow) {
  Sheet sheet;
  host::Ran ran = ran_with(kDone);
  ran.repeated = true;
  render_outcome(sheet.page, ran, nullptr);
  EXPECT_THAT(sheet.out.str(), HasSubstr("This key was used before"));
  EXPECT_THAT(sheet.out.str(), Not(HasSubstr("To undo it")));
}

TEST(OutcomeText, ListsEachOfSeveral) {
  Sheet sheet;
  render_outcome(sheet.page,
                 ran_with(R"({"outcome":"failed","changed":true,"code":"x","summary":"Some.",
    "before":[],"after":[],"request_ids":[],"items":[
    {"id":"1","name":"Door","outcome":"done","sentence":"Added."},
    {"id":"2","name":"Drawer","outcome":"refused","sentence":"Locked."},
    {"id":"3","name":"Window","outcome":"done","sentence":"Done."}]})"),
                 nullptr);
  EXPECT_THAT(
      sheet.out.str(),
      HasSubstr("  Done     Door    Added.\n  Refused  Drawer  Locked.\n  Done     Window\n"));
}

TEST(OneTimeText, ShowsASecretInAFrame) {
  Sheet sheet;
  host::Ran ran = ran_with(kDone);
  ran.one_time.push_back({"code", Secret("S3CRET")});
  contract::Action action;
  action.results = {{"code", "Door code", "Opens the door."}};
  render_one_time(sheet.page, ran, &action);
  const std::string bar(60, '=');
  EXPECT_THAT(sheet.out.str(), HasSubstr(bar + "\nDoor code - shown this once, stored nowhere\n"
                                               "Opens the door.\n\n  S3CRET\n\n"));
}

TEST(TimelineText, HasWhoWhatOnWhomAndHowItEnded) {
  Sheet sheet;
  host::TimelineLine line;
  line.at = "2026-01-02T03:04:05.678Z";
  line.actor_name = "Erin";
  line.integration = "Desk";
  line.action_title = "Move";
  line.account = "zoe";
  line.settled = true;
  line.outcome = object_of(kDone);
  render_timeline(sheet.page, {line});
  EXPECT_EQ(sheet.out.str(),
            "2026-01-02 03:04:05 UTC  Erin  Desk: Move on zoe  Done\n"
            "    Zoë was moved.\n"
            "    Seat: Door → Window; found out by reading back\n"
            "    Desk request id rq-1, rq-2\n");
}

TEST(ConnectionText, GivesStatusAndReason) {
  Sheet sheet;
  host::ConnectionView good, dead;
  good.id = "c-1";
  good.title = dead.title = "Desk";
  good.plugin_loaded = dead.plugin_loaded = true;
  good.teams = {"it", "hr"};
  good.fields = {{"address", "here"}, {"floor", 2}};
  dead.id = "c-2";
  dead.status = host::ConnectionStatus::kReconnectNeeded;
  dead.reason = "The pin is dead.";
  render_connections(sheet.page, {good, dead});
  EXPECT_EQ(sheet.out.str(),
            "CONNECTION  INTEGRATION  STATUS            TEAMS   FOR\n"
            "c-1         Desk         Connected         it, hr  here\n"
            "c-2         Desk         Reconnect needed\n"
            "\n"
            "c-2: The pin is dead.\n");
}

TEST(SetupSteps, AreNumberedWithTheirLinks) {
  Sheet sheet;
  render_setup_steps(sheet.out, sheet.style, 40, small_manifest());
  EXPECT_EQ(sheet.out.str(),
            "How to connect Desk\n"
            "  1. Take the card out of the drawer and\n"
            "     read the number on its back aloud.\n"
            "  2. Type it.\n"
            "     https://desk.example\n");
}

TEST(ActionText, GivesEachReasonOnce) {
  Sheet sheet;
  host::ActionOffer one{"c-1", "Desk", "greet",    "Greet", "", contract::Effect::kReversible,
                        "",    false,  "No power."};
  host::ActionOffer two = one;
  two.id = "lock";
  render_actions(sheet.page, {one, two});
  EXPECT_THAT(sheet.out.str(), HasSubstr("\nNot now\n  greet, lock: No power.\n"));
  EXPECT_THAT(sheet.out.str(), Not(HasSubstr("To run one")));
}

TEST(LogText, IsOneReadableLine) {
  host::LogLine line{"2026-01-02T03:04:05Z",
                     host::Level::kWarning,
                     "desk",
                     "A call\nhas failed.",
                     {{"status", "forbidden"}, {"reason", ""}, {"http", 403}}};
  EXPECT_EQ(readable_line(line),
            "warning (desk): A call has failed. (status: forbidden; http: 403)");
}

}  // namespace
}  // namespace back::cli
