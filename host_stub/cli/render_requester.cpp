// One integration's view of the requester: requester.schema.json.
#include <algorithm>

#include "cli/hint.hpp"
#include "cli/render.hpp"
#include "cli/render_list.hpp"
#include "cli/table.hpp"
#include "cli/width.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using boost::json::array;
using boost::json::object;

const array& list_at(const object& view, const char* key) {
  static const array kNone;
  const auto* list = json::array_at(view, key);
  return list == nullptr ? kNone : *list;
}

std::string reason_text(const object& reason) {
  const std::string remedy = text_at(reason, "remedy");
  return text_at(reason, "sentence") + (remedy.empty() ? "" : " " + remedy);
}

Cell status_cell(const object& account) {
  const auto* status = json::object_at(account, "status");
  if (status == nullptr) return "";
  return Cell(text_at(*status, "label"), json::string_at(*status, "tone").value_or("neutral"));
}

void render_account(const Page& page, const object& account) {
  const Cell status = status_cell(account);
  page.out << "  " << page.style.bold(text_at(account, "name")) << "  " << text_at(account, "login")
           << "  " << page.style.toned(status.tone, status.text) << '\n';
  const std::string link = text_at(account, "link");
  if (!link.empty()) page.out << "  " << page.style.dim(link) << '\n';
}

void render_candidates(const Page& page, const host::RequesterView& view) {
  const array& candidates = list_at(view.view, "candidates");
  page.out << "  " << page.style.warning("Several accounts may be the requester's.")
           << " Pick the right one:\n\n";
  Table table(2);
  table.head({"NAME", "LOGIN", "STATUS", "ACCOUNT"});
  for (const auto& candidate : candidates) {
    const auto& account = candidate.as_object();
    table.row({text_at(account, "name"), text_at(account, "login"), status_cell(account),
               text_at(account, "id")});
  }
  table.print(page.out, page.style, page.width);
  page.out << '\n';
  for (const auto& candidate : candidates)
    page.out << "  "
             << command_to_type(page.globals, {"requester", "--connection", view.connection,
                                               "--pick", text_at(candidate.as_object(), "id")})
             << '\n';
}

void render_none(const Page& page, const object& view) {
  page.out << "  " << page.style.warning("No account was found.") << '\n';
  for (const auto& searched : list_at(view, "searched"))
    if (searched.is_string())
      page.out << paragraph(host::printable("Searched: " + std::string(searched.get_string())), 2,
                            page.width);
}

void render_notices(const Page& page, const object& view) {
  for (const auto& entry : list_at(view, "notices")) {
    const auto& notice = entry.as_object();
    const auto tone = json::string_at(notice, "tone").value_or("neutral");
    std::string text = paragraph(text_at(notice, "sentence"), 4, page.width);
    text[2] = '!';
    page.out << page.style.toned(tone, text);
  }
}

void render_fields_of(const Page& page, const object& view, const std::string& section) {
  Table table(4);
  for (const auto& entry : list_at(view, "fields")) {
    const auto& field = entry.as_object();
    if (text_at(field, "section") != section) continue;
    table.row({Cell(text_at(field, "label"), "dim"), text_at(field, "value")});
  }
  table.print(page.out, page.style, page.width);
}

bool has_fields(const object& view, const std::string& section) {
  const array& fields = list_at(view, "fields");
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
    return text_at(field.as_object(), "section") == section;
  });
}

std::vector<const object*> lists_of(const object& view, const std::string& section) {
  std::vector<const object*> lists;
  for (const auto& entry : list_at(view, "lists"))
    if (text_at(entry.as_object(), "section") == section) lists.push_back(&entry.as_object());
  return lists;
}

// A section that is one list of the same name has one heading.
void render_section(const Page& page, const object& view, const std::string& id,
                    const std::string& given_title) {
  const auto lists = lists_of(view, id);
  if (!has_fields(view, id) && lists.empty()) return;
  const std::string title = host::printable(given_title);
  const bool same = lists.size() == 1 && text_at(*lists[0], "title") == title;
  page.out << '\n';
  if (!title.empty())
    page.out << "  " << page.style.bold(same ? heading_of(*lists[0]) : title) << '\n';
  render_fields_of(page, view, id);
  for (const object* list : lists) {
    if (!same) page.out << "    " << heading_of(*list) << '\n';
    render_items(page, *list, same ? 4 : 6);
  }
}

// The manifest's sections in their order, then what names none of them.
void render_sections(const Page& page, const object& view, const contract::Manifest* manifest) {
  render_section(page, view, "", "");
  if (manifest == nullptr) return;
  for (const auto& section : manifest->sections)
    render_section(page, view, section.id, section.title);
  std::vector<std::string> others;
  for (const char* key : {"fields", "lists"})
    for (const auto& entry : list_at(view, key)) {
      const std::string id = text_at(entry.as_object(), "section");
      const bool known = id.empty() || manifest->section(id) != nullptr;
      if (!known && std::find(others.begin(), others.end(), id) == others.end())
        others.push_back(id);
    }
  for (const auto& id : others) render_section(page, view, id, id);
}

// What is read by itself, and how.
void render_on_demand(const Page& page, const object& view, const contract::Manifest* manifest) {
  if (manifest == nullptr) return;
  for (const auto& section : manifest->sections) {
    if (!section.on_demand || !lists_of(view, section.id).empty()) continue;
    page.out << "\n  " << page.style.bold(host::printable(section.title)) << "\n    "
             << command_to_type(page.globals, {"requester", "--section", section.id}) << '\n';
  }
}

void render_offers(const Page& page, const object& view, const contract::Manifest* manifest) {
  const array& actions = list_at(view, "actions");
  if (actions.empty()) return;
  page.out << "\n  " << page.style.bold("Actions") << '\n';
  Table table(4);
  Reasons reasons;
  for (const auto& entry : actions) {
    const auto& offer = entry.as_object();
    const std::string id = text_at(offer, "id");
    const auto* action = manifest == nullptr ? nullptr : manifest->action(id);
    const bool enabled = json::bool_at(offer, "enabled") == true;
    const auto* reason = json::object_at(offer, "reason");
    table.row({Cell(id, enabled ? "good" : "dim"), action == nullptr ? id : action->title,
               Cell(enabled ? "" : "not now", "warning")});
    if (!enabled && reason != nullptr) reasons.add(id, reason_text(*reason));
  }
  table.print(page.out, page.style, page.width);
  if (!reasons.empty()) page.out << "\n  Not now\n" << reasons.text(4, page.width);
}

void render_partial(const Page& page, const object& view) {
  const array& partial = list_at(view, "partial");
  if (partial.empty()) return;
  page.out << "\n  " << page.style.warning("Not everything could be read") << '\n';
  for (const auto& entry : partial)
    page.out << paragraph(
        text_at(entry.as_object(), "what") + ": " + text_at(entry.as_object(), "why"), 4,
        page.width);
}

void render_pick(const Page& page, const host::RequesterView& view) {
  if (!view.picked) return;
  const auto& pick = *view.picked;
  page.out << paragraph(
                  host::printable("Picked by " + pick.picked_by + " on " + moment(pick.at) + ": " +
                                  pick.name + " (" + pick.login + "). To forget that:"),
                  2, page.width)
           << "  "
           << command_to_type(page.globals,
                              {"requester", "--connection", view.connection, "--forget"})
           << '\n';
}

}  // namespace

void render_requester(const Page& page, const host::RequesterView& view,
                      const contract::Manifest* manifest) {
  page.out << page.style.bold(host::printable(view.title))
           << page.style.dim("  connection " + host::printable(view.connection));
  if (!view.code.empty()) {
    page.out << '\n'
             << page.style.bad(paragraph("Could not be read: " + host::printable(view.sentence), 2,
                                         page.width));
    render_pick(page, view);
    return;
  }
  page.out << page.style.dim(", as of " + moment(text_at(view.view, "as_of"))) << '\n';
  const auto found = json::string_at(view.view, "found").value_or("");
  if (const auto* account = json::object_at(view.view, "account"); account && found == "one")
    render_account(page, *account);
  if (found == "several") render_candidates(page, view);
  if (found == "none") render_none(page, view.view);
  render_pick(page, view);
  render_notices(page, view.view);
  render_sections(page, view.view, manifest);
  if (found == "one") render_on_demand(page, view.view, manifest);
  render_offers(page, view.view, manifest);
  render_partial(page, view.view);
}

}  // namespace back::cli
