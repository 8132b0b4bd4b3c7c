#include "cli/render.hpp"
#include "cli/table.hpp"
#include "cli/width.hpp"
#include "core/printable.hpp"

namespace back::cli {

void render_plugins(const Page& page, const std::vector<host::PluginLine>& lines) {
  if (lines.empty()) {
    page.out << "No plugins are installed. Say where they are: --plugins DIR\n";
    return;
  }
  Table table;
  table.head({"ID", "INTEGRATION", "VERSION", "ACTIONS", "STATE"});
  for (const auto& line : lines) {
    if (line.plugin == nullptr) {
      const auto slash = line.path.rfind('/');
      table.row({line.path.substr(slash == std::string::npos ? 0 : slash + 1), "-", "-", "-",
                 Cell("not loaded", "bad")});
      continue;
    }
    table.row({line.plugin->id, line.plugin->manifest.title, line.plugin->version,
               std::to_string(line.plugin->manifest.actions.size()), Cell("loaded", "good")});
  }
  table.print(page.out, page.style, page.width);
  for (const auto& line : lines)
    if (line.plugin == nullptr)
      page.out << '\n'
               << paragraph(host::printable(line.sentence + " [" + line.code + "]"), 0, page.width);
}

void render_setup_steps(std::ostream& out, const Style& style, std::size_t width,
                        const contract::Manifest& manifest) {
  out << style.bold("How to connect " + host::printable(manifest.title)) << '\n';
  std::size_t number = 0;
  for (const auto& step : manifest.setup) {
    const std::string label = std::to_string(++number) + ".";
    const std::string text = paragraph(host::printable(step.text), 5, width);
    out << "  " << padded(label, 3) << text.substr(5);
    if (!step.link.empty()) out << "     " << style.dim(host::printable(step.link)) << '\n';
  }
}

}  // namespace back::cli
