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

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// The fields that tell connections of one integration apart.
std::string fields_in_short(const boost::json::object& fields) {
  std::string text;
  for (const auto& field : fields)
    if (field.value().is_string())
      text += (text.empty() ? "" : ", ") + std::string(field.value().get_string());
  return text;
}

Cell status_cell(const host::ConnectionView& view) {
  if (!view.plugin_loaded) return {"Plugin not loaded", "bad"};
  if (view.status == host::ConnectionStatus::kConnected) return {"Connected", "good"};
  return {"Reconnect needed", "bad"};
}

std::string_view verdict_tone(std::string_view verdict) {
  return verdict == "yes" ? "good" : verdict == "no" ? "bad" : "warning";
}

void render_capabilities(const Page& page, const boost::json::object& check) {
  const auto* capabilities = json::array_at(check, "capabilities");
  if (capabilities == nullptr || capabilities->empty()) return;
  page.out << "\nWhat it may do\n";
  Table table(2);
  for (const auto& entry : *capabilities) {
    const auto& capability = entry.as_object();
    const std::string verdict = text_at(capability, "verdict");
    table.row({Cell(verdict, verdict_tone(verdict)), text_at(capability, "title"),
               text_at(capability, "sentence")});
  }
  table.print(page.out, page.style, page.width);
}

void add_check(Table& table, const boost::json::object& check) {
  if (const auto* organisation = json::object_at(check, "organisation")) {
    table.row({Cell("Organisation", "dim"), text_at(*organisation, "name")});
    if (organisation->contains("link")) table.row({"", text_at(*organisation, "link")});
  }
  if (const auto* credential = json::object_at(check, "credential"))
    table.row({Cell("Acts as", "dim"),
               text_at(*credential, "name") + " (" + text_at(*credential, "login") + ")"});
}

}  // namespace

void render_connections(const Page& page, const std::vector<host::ConnectionView>& connections) {
  if (connections.empty()) {
    page.out << "Nothing is connected yet. To connect an integration:\n  "
             << command_to_type(page.globals, {"connect"}, false) << " PLUGIN\n";
    return;
  }
  Table table;
  table.head({"CONNECTION", "INTEGRATION", "STATUS", "TEAMS", "FOR"});
  for (const auto& view : connections)
    table.row(
        {view.id, view.title, status_cell(view), joined(view.teams), fields_in_short(view.fields)});
  table.print(page.out, page.style, page.width);
  for (const auto& view : connections)
    if (!view.reason.empty())
      page.out << '\n' << paragraph(host::printable(view.id + ": " + view.reason), 0, page.width);
}

void render_connected(const Page& page, const host::Connected& connected, std::string_view done) {
  const std::string sentence = host::printable(connected.sentence);
  const std::string_view word = connected.usable ? done : "Not connected";
  const std::string whole =
      sentence.starts_with(word) ? sentence : std::string(word) + ". " + sentence;
  const std::string text = paragraph(whole, 0, page.width);
  page.out << page.style.toned(connected.usable ? "good" : "bad", text.substr(0, word.size()))
           << text.substr(word.size());
  Table table(2);
  const auto& view = connected.connection;
  if (!view.id.empty()) {
    table.row({Cell("Connection", "dim"), view.id + " (" + view.title + ")"});
    table.row({Cell("Teams", "dim"), joined(view.teams)});
  }
  add_check(table, connected.check);
  table.print(page.out, page.style, page.width);
  render_capabilities(page, connected.check);
}

}  // namespace back::cli
