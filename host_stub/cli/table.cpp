#include "cli/table.hpp"

#include <algorithm>

#include "cli/width.hpp"
#include "core/printable.hpp"

namespace back::cli {
namespace {

using Row = std::vector<Cell>;

void measure(const Row& row, std::vector<std::size_t>& widths) {
  widths.resize(std::max(widths.size(), row.size()));
  for (std::size_t i = 0; i < row.size(); ++i)
    widths[i] = std::max(widths[i], display_width(row[i].text));
}

std::string dressed(const Cell& cell, const Style& style) {
  return cell.tone == "dim" ? style.dim(cell.text) : style.toned(cell.tone, cell.text);
}

// Without spaces after the last cell that says something.
void print_row(std::ostream& out, const Row& row, const std::vector<std::size_t>& widths,
               std::size_t indent, const Style& style) {
  std::size_t used = row.size();
  while (used > 0 && row[used - 1].text.empty()) --used;
  out << std::string(indent, ' ');
  for (std::size_t i = 0; i < used; ++i) {
    out << dressed(row[i], style);
    if (i + 1 < used) out << std::string(widths[i] - display_width(row[i].text) + 2, ' ');
  }
  out << '\n';
}

}  // namespace

Cell::Cell(std::string_view the_text, std::string_view the_tone)
    : text(host::printable(the_text)), tone(the_tone) {}

void Table::head(std::initializer_list<std::string_view> titles) {
  head_.clear();
  for (const auto title : titles) head_.emplace_back(title, "dim");
}

void Table::print(std::ostream& out, const Style& style) const {
  std::vector<std::size_t> widths;
  measure(head_, widths);
  for (const auto& row : rows_) measure(row, widths);
  if (!head_.empty()) print_row(out, head_, widths, indent_, style);
  for (const auto& row : rows_) print_row(out, row, widths, indent_, style);
}

}  // namespace back::cli
