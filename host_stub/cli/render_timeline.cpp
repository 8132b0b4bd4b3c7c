#include "cli/hint.hpp"
#include "cli/render.hpp"
#include "cli/width.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using host::printable;
using host::TimelineLine;

std::string request_ids(const boost::json::object& outcome) {
  std::string ids;
  if (const auto* list = json::array_at(outcome, "request_ids"))
    for (const auto& id : *list)
      if (id.is_string()) ids += (ids.empty() ? "" : ", ") + std::string(id.get_string());
  return printable(ids);
}

std::string facts(const TimelineLine& line) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  for (const auto& change : changes_in(line.outcome)) {
    if (change.before.empty())
      add(change.label + ": " + change.after);
    else
      add(change.label + ": " + change.before + " \xE2\x86\x92 " +
          (change.after.empty() ? "gone" : change.after));
  }
  if (line.settled) add("found out by reading back");
  if (line.pending) add("will be read back by back-host settle");
  return text;
}

void render_line(const Page& page, const TimelineLine& line) {
  const std::string outcome = text_at(line.outcome, "outcome");
  page.out << page.style.dim(moment(line.at)) << "  " << printable(line.actor_name) << "  "
           << printable(line.integration) << ": " << printable(line.action_title) << " on "
           << printable(line.account) << "  "
           << page.style.toned(outcome_tone(outcome), outcome_word(outcome)) << '\n'
           << paragraph(text_at(line.outcome, "summary"), 4, page.width);
  if (const auto evidence = text_at(line.outcome, "evidence"); !evidence.empty())
    page.out << paragraph("What is known: " + evidence, 4, page.width);
  if (const auto more = facts(line); !more.empty())
    page.out << page.style.dim(paragraph(more, 4, page.width));
  if (const auto ids = request_ids(line.outcome); !ids.empty())
    page.out << page.style.dim("    " + printable(line.integration) + " request id " + ids) << '\n';
}

}  // namespace

void render_timeline(const Page& page, const std::vector<TimelineLine>& lines) {
  if (lines.empty()) page.out << "Nothing has been done on this request.\n";
  for (const auto& line : lines) render_line(page, line);
}

void render_settled(const Page& page, const std::vector<host::Settled>& settled,
                    std::size_t pending) {
  if (settled.empty() && pending == 0) page.out << "Nothing is waiting to be settled.\n";
  for (const auto& one : settled) render_line(page, one.line);
  if (pending == 0) return;
  page.out << "\nStill unknown: " << pending
           << ". Nothing is done a second time; try again later:\n  "
           << command_to_type(page.globals, {"settle"}, false) << '\n';
}

}  // namespace back::cli
