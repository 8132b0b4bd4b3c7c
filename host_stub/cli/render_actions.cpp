#include "cli/hint.hpp"
#include "cli/render.hpp"
#include "cli/table.hpp"
#include "cli/words.hpp"
#include "core/printable.hpp"
#include "json/strict_json.hpp"

namespace back::cli {

void render_actions(const Page& page, const std::vector<host::ActionOffer>& offers) {
  if (offers.empty()) {
    page.out << "Nothing can be done for this requester now.\n";
    return;
  }
  bool several = false;
  for (const auto& offer : offers) several |= offer.connection != offers.front().connection;
  Table table;
  if (several)
    table.head({"ACTION", "TITLE", "EFFECT", "STATE", "INTEGRATION", "CONNECTION"});
  else
    table.head({"ACTION", "TITLE", "EFFECT", "STATE"});
  for (const auto& offer : offers) {
    std::vector<Cell> cells{offer.id, offer.title, contract::name_of(offer.effect),
                            offer.enabled ? Cell("possible", "good") : Cell("not now", "warning")};
    if (several) {
      cells.emplace_back(offer.integration);
      cells.emplace_back(offer.connection);
    }
    table.row(std::move(cells));
  }
  table.print(page.out, page.style, page.width);
  Reasons reasons;
  bool possible = false;
  for (const auto& offer : offers) {
    possible |= offer.enabled;
    if (!offer.enabled) reasons.add(offer.id, offer.reason);
  }
  if (!reasons.empty()) page.out << "\nNot now\n" << reasons.text(2, page.width);
  if (possible)
    page.out << "\nTo run one:\n  " << command_to_type(page.globals, {"run"}) << " ACTION\n";
}

void render_options(const Page& page, const boost::json::object& options, const std::string& source,
                    const std::string& text) {
  const auto* items = json::array_at(options, "items");
  if (items == nullptr || items->empty()) {
    page.out << "Nothing was found for " << json::in_quotes(text) << ".\n";
    return;
  }
  Table table;
  table.head({"ID", "NAME", "DETAIL", "NOT POSSIBLE BECAUSE"});
  for (const auto& entry : *items) {
    const auto& item = entry.as_object();
    const bool disabled = json::bool_at(item, "disabled") == true;
    table.row({text_at(item, "id"), text_at(item, "name"), text_at(item, "detail"),
               Cell(disabled ? text_at(item, "reason") : "", "warning")});
  }
  table.print(page.out, page.style, page.width);
  const std::string cursor = text_at(options, "cursor");
  if (!cursor.empty())
    page.out << "\nThere are more:\n  "
             << command_to_type(page.globals, {"options", source, text, "--cursor", cursor})
             << '\n';
}

}  // namespace back::cli
