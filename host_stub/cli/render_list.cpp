#include "cli/render_list.hpp"

#include <algorithm>
#include <vector>

#include "cli/table.hpp"
#include "cli/width.hpp"
#include "cli/words.hpp"
#include "json/strict_json.hpp"

namespace back::cli {
namespace {

using boost::json::array;
using boost::json::object;

constexpr std::string_view kLock = "\xF0\x9F\x94\x92 ";
constexpr std::size_t kMarkWidth = 3;         // with its space
constexpr std::size_t kMostLines = 20;        // more are named in a row, unless each has a detail
constexpr std::size_t kMostNamed = 60;        // of what can be changed
constexpr std::size_t kMostNamedLocked = 24;  // under one reason

using Names = std::vector<std::string>;

const array& items_of(const object& list) {
  static const array kNone;
  const auto* items = json::array_at(list, "items");
  return items == nullptr ? kNone : *items;
}

bool is_locked(const object& item) { return json::bool_at(item, "locked") == true; }

// "A, B, C and 7 more (--json lists all)"
std::string named(const Names& names, std::size_t most) {
  std::string text;
  const std::size_t shown = std::min(names.size(), most);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (shown < names.size())
    text += " and " + std::to_string(names.size() - shown) + " more (--json lists all)";
  return text;
}

// Reasons that share what would change them, the most frequent ones first.
class Shared {
 public:
  void add(const object& reason, std::string name) {
    const std::string remedy = text_at(reason, "remedy");
    Way& way = find(ways_, [&](const Way& each) { return each.remedy == remedy; });
    way.remedy = remedy;
    ++way.count;
    const std::string sentence = text_at(reason, "sentence");
    Cause& cause = find(way.causes, [&](const Cause& each) { return each.sentence == sentence; });
    cause.sentence = sentence;
    cause.names.push_back(std::move(name));
  }

  void print(const Page& page, std::size_t indent, std::string_view mark) {
    by_count(ways_, [](const Way& way) { return way.count; });
    for (Way& way : ways_) {
      by_count(way.causes, [](const Cause& cause) { return cause.names.size(); });
      for (const Cause& cause : way.causes) print_cause(page, cause, indent, mark);
      if (!way.remedy.empty())
        page.out << page.style.dim(paragraph(way.remedy, indent + kMarkWidth, page.width));
    }
  }

 private:
  struct Cause {
    std::string sentence;
    Names names;
  };
  struct Way {
    std::string remedy;
    std::vector<Cause> causes;
    std::size_t count = 0;
  };

  template <typename T, typename Is>
  static T& find(std::vector<T>& all, const Is& is) {
    const auto found = std::find_if(all.begin(), all.end(), is);
    return found == all.end() ? all.emplace_back() : *found;
  }

  template <typename T, typename Count>
  static void by_count(std::vector<T>& all, const Count& count) {
    std::stable_sort(all.begin(), all.end(),
                     [&](const T& left, const T& right) { return count(left) > count(right); });
  }

  static void print_cause(const Page& page, const Cause& cause, std::size_t indent,
                          std::string_view mark) {
    std::string text = cause.sentence;
    if (text.ends_with('.')) text.pop_back();
    text += text.empty() ? "" : ": ";
    text = paragraph(text + named(cause.names, kMostNamedLocked), indent + kMarkWidth, page.width);
    page.out << std::string(indent, ' ') << mark << text.substr(indent + kMarkWidth);
  }

  std::vector<Way> ways_;
};

void print_editable(const Page& page, const std::vector<const object*>& items, std::size_t indent) {
  const bool explained = std::all_of(items.begin(), items.end(), [](const object* item) {
    return !text_at(*item, "detail").empty();
  });
  if (items.size() > kMostLines && !explained) {
    Names names;
    for (const object* item : items) names.push_back(text_at(*item, "name"));
    page.out << paragraph(named(names, kMostNamed), indent, page.width);
    return;
  }
  Table table(indent);
  for (const object* item : items)
    table.row({text_at(*item, "name"), Cell(text_at(*item, "detail"), "dim")});
  table.print(page.out, page.style, page.width);
}

}  // namespace

std::string heading_of(const object& list) {
  const array& items = items_of(list);
  const auto locked = std::count_if(items.begin(), items.end(),
                                    [](const auto& item) { return is_locked(item.as_object()); });
  std::string text = text_at(list, "title") + " (" + std::to_string(items.size());
  if (locked > 0) text += ", " + std::to_string(locked) + " locked";
  return text + ")";
}

void render_items(const Page& page, const object& list, std::size_t indent) {
  std::vector<const object*> editable;
  Shared locks;
  Shared cautions;
  for (const auto& entry : items_of(list)) {
    const auto& item = entry.as_object();
    const auto* reason = json::object_at(item, is_locked(item) ? "lock" : "caution");
    static const object kUnexplained;
    if (is_locked(item))
      locks.add(reason == nullptr ? kUnexplained : *reason, text_at(item, "name"));
    else
      editable.push_back(&item);
    if (!is_locked(item) && reason != nullptr) cautions.add(*reason, text_at(item, "name"));
  }
  print_editable(page, editable, indent);
  locks.print(page, indent, kLock);
  cautions.print(page, indent, " ! ");
}

}  // namespace back::cli
