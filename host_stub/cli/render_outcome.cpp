// How a change ended: outcome.schema.json, and what the host knows beyond it.
#include "cli/field_text.hpp"
#include "cli/hint.hpp"
#include "cli/render.hpp"
#include "cli/table.hpp"
#include "cli/width.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using boost::json::object;
using host::printable;

std::string on_whom(const host::Ran& ran) {
  if (const auto* account = json::object_at(ran.output(), "account"))
    return text_at(*account, "login") + " (" + text_at(*account, "id") + ")";
  return ran.line.account;
}

std::string request_ids(const object& output) {
  std::string ids;
  if (const auto* list = json::array_at(output, "request_ids"))
    for (const auto& id : *list)
      if (id.is_string()) ids += (ids.empty() ? "" : ", ") + std::string(id.get_string());
  return ids;
}

void render_facts(const Page& page, const host::Ran& ran, const host::PluginPtr& plugin) {
  Table table(2);
  if (const auto whom = on_whom(ran); !whom.empty()) table.row({Cell("On whom", "dim"), whom});
  for (const auto& change : changes_in(ran.output())) {
    std::string text = change.after.empty() ? "gone" : change.after;
    if (!change.before.empty()) text.insert(0, change.before + " \xE2\x86\x92 ");
    table.row({Cell(change.label, "dim"), text});
  }
  const std::string vendor = plugin == nullptr ? "the vendor" : plugin->manifest.vendor;
  if (const auto ids = request_ids(ran.output()); !ids.empty())
    table.row({Cell("Request id at " + vendor, "dim"), ids});
  table.print(page.out, page.style, page.width);
}

void render_items(const Page& page, const object& output) {
  const auto* items = json::array_at(output, "items");
  if (items == nullptr) return;
  Table table(2);
  for (const auto& entry : *items) {
    const auto& item = entry.as_object();
    const std::string outcome = text_at(item, "outcome");
    const std::string word(outcome_word(outcome));
    std::string sentence = text_at(item, "sentence");
    if (sentence == word + '.') sentence.clear();  // said already
    table.row({Cell(word, outcome_tone(outcome)), text_at(item, "name"), sentence});
  }
  table.print(page.out, page.style, page.width);
}

void render_remarks(const Page& page, const host::Ran& ran) {
  if (ran.repeated)
    page.out << paragraph(
        "This key was used before: nothing was done now, this is how it ended "
        "then.",
        2, page.width);
  if (ran.settled && !ran.repeated)
    page.out << paragraph("It was interrupted; this was found out by reading back.", 2, page.width);
  if (const auto evidence = text_at(ran.output(), "evidence"); !evidence.empty())
    page.out << paragraph("What is known: " + evidence, 2, page.width);
  if (const auto* notices = json::array_at(ran.output(), "notices"))
    for (const auto& notice : *notices)
      if (notice.is_string()) page.out << paragraph(printable(notice.get_string()), 2, page.width);
}

void render_next(const Page& page, const host::Ran& ran) {
  if (ran.outcome == "unknown" && !ran.pending)
    page.out << "\nNothing is tried a second time. To see the account as it is now:\n  "
             << command_to_type(page.globals, {"requester"}) << '\n';
  if (ran.pending)
    page.out << "\nIt will not be done a second time. To read back how it ended:\n  "
             << command_to_type(page.globals, {"settle"}, false) << '\n';
  if (const auto undo = undo_command(page.globals, ran); !undo.empty())
    page.out << "\nTo undo it:\n  " << undo << '\n';
}

std::string sentence_with_outcome(const Page& page, const host::Ran& ran) {
  const std::string word(outcome_word(ran.outcome));
  const std::string text = paragraph(word + ": " + text_at(ran.output(), "summary"), 0, page.width);
  return page.style.toned(outcome_tone(ran.outcome), text.substr(0, word.size())) +
         text.substr(word.size());
}

}  // namespace

std::string undo_command(const Globals& globals, const host::Ran& ran) {
  const auto* undo = json::object_at(ran.output(), "undo");
  if (undo == nullptr || ran.repeated) return "";
  std::vector<std::string> words{"run", text_at(*undo, "action"), "--connection",
                                 ran.line.connection};
  if (const auto* input = json::object_at(*undo, "input"))
    for (const auto& field : *input) {
      words.emplace_back("--set");
      words.push_back(printable(field.key()) + "=" + printable(text_of(field.value())));
    }
  return command_to_type(globals, words);
}

void render_outcome(const Page& page, const host::Ran& ran, const host::PluginPtr& plugin) {
  page.out << sentence_with_outcome(page, ran);
  render_facts(page, ran, plugin);
  render_items(page, ran.output());
  render_remarks(page, ran);
  render_next(page, ran);
}

void render_one_time(const Page& page, const host::Ran& ran, const contract::Action* action) {
  const std::string bar(std::min<std::size_t>(page.width, 72), '=');
  for (const auto& secret : ran.one_time) {
    std::string title = secret.field;
    std::string description;
    if (action != nullptr)
      for (const auto& result : action->results)
        if (result.id == secret.field) {
          title = result.title;
          description = result.description;
        }
    page.out << '\n'
             << bar << '\n'
             << page.style.bold(printable(title)) << " - shown this once, stored nowhere\n";
    if (!description.empty()) page.out << paragraph(printable(description), 0, page.width);
    page.out << "\n  ";
    page.out.write(secret.value.reveal().data(), static_cast<std::streamsize>(secret.value.size()));
    page.out << "\n\n"
             << "Hand it over now, where only the requester can read it, then clear the screen.\n"
             << bar << '\n';
  }
}

}  // namespace back::cli
