// Rows of text in aligned columns, two spaces between them. Cells are made printable here.
#pragma once

#include <initializer_list>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/style.hpp"

namespace back::cli {

struct Cell {
  Cell(std::string_view the_text, std::string_view the_tone = "neutral");
  Cell(const std::string& the_text) : Cell(std::string_view(the_text)) {}
  Cell(const char* the_text) : Cell(std::string_view(the_text)) {}

  std::string text;
  std::string tone;  // good, neutral, warning, bad, dim
};

class Table {
 public:
  explicit Table(std::size_t indent = 0) : indent_(indent) {}

  void head(std::initializer_list<std::string_view> titles);
  void row(std::vector<Cell> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  // A last cell that would go beyond width goes on below itself.
  void print(std::ostream& out, const Style& style, std::size_t width = 80) const;

 private:
  std::size_t indent_;
  std::vector<Cell> head_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace back::cli
