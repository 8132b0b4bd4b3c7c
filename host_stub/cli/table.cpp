#include "cli/table.hpp"

#include <algorithm>
#include <utility>

#include "cli/width.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

constexpr std::size_t kLeastRoom = 20;

using Row = std::vector<Cell>;

void measure(const Row& row, std::vector<std::size_t>& widths) {
  widths.resize(std::max(widths.size(), row.size()));
  for (std::size_t i = 0; i < row.size(); ++i)
    widths[i] = std::max(widths[i], display_width(row[i].text));
}

std::string dressed(const Cell& cell, const Style& style) {
  return cell.tone == "dim" ? style.dim(cell.text) : style.toned(cell.tone, cell.text);
}

struct Layout {
  std::vector<std::size_t> widths;
  std::size_t indent;
  std::size_t width;
};

void print_last(std::ostream& out, const Cell& cell, std::size_t column, const Layout& layout,
                const Style& style) {
  const std::size_t room = layout.width > column ? layout.width - column : 0;
  if (room < kLeastRoom) {
    out << dressed(cell, style) << '\n';
    return;
  }
  bool first = true;
  for (const auto& line : wrapped(cell.text, room)) {
    if (!std::exchange(first, false)) out << std::string(column, ' ');
    out << dressed({line, cell.tone}, style) << '\n';
  }
}

// Without spaces after the last cell that says something.
void print_row(std::ostream& out, const Row& row, const Layout& layout, const Style& style) {
  std::size_t used = row.size();
  while (used > 0 && row[used - 1].text.empty()) --used;
  std::size_t column = layout.indent;
  out << std::string(column, ' ');
  for (std::size_t i = 0; i + 1 < used; ++i) {
    out << dressed(row[i], style)
        << std::string(layout.widths[i] - display_width(row[i].text) + 2, ' ');
    column += layout.widths[i] + 2;
  }
  if (used == 0)
    out << '\n';
  else
    print_last(out, row[used - 1], column, layout, style);
}

}  // namespace

Cell::Cell(std::string_view the_text, std::string_view the_tone)
    : text(host::printable(the_text)), tone(the_tone) {}

void Table::head(std::initializer_list<std::string_view> titles) {
  head_.clear();
  for (const auto title : titles) head_.emplace_back(title, "dim");
}

void Table::print(std::ostream& out, const Style& style, std::size_t width) const {
  Layout layout{{}, indent_, width};
  measure(head_, layout.widths);
  for (const auto& row : rows_) measure(row, layout.widths);
  if (!head_.empty()) print_row(out, head_, layout, style);
  for (const auto& row : rows_) print_row(out, row, layout, style);
}

}  // namespace back::cli
