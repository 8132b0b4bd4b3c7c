#include "yaml/builder.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "json/strict_json.hpp"

namespace back::yaml {
namespace {

namespace bj = boost::json;

std::size_t offset(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

// -?(0|[1-9][0-9]*)
bool is_json_integer(const std::string& text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  if (at == text.size() || (text[at] == '0' && at + 1 < text.size())) return false;
  return text.find_first_not_of("0123456789", at) == std::string::npos;
}

}  // namespace

void Builder::OnDocumentStart(const YAML::Mark& mark) {
  if (any) refuse(mark, "A second document begins here: a file holds one; remove the rest.");
  any = true;
}

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  refuse_properties(mark, "?", anchor);
  if (expects_key()) refuse(mark, "A key is missing here: write one before the colon.");
  // An empty value is marked where the next thing begins: name its key instead.
  const std::string what =
      open_.empty() || open_.back().key.empty() ? "A value" : json::in_quotes(open_.back().key);
  const Position place =
      open_.empty() || open_.back().key.empty() ? position(mark) : open_.back().key_position;
  throw YamlError(what + " has no value: write one (\"\" for an empty text), or remove the line.",
                  place);
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  refuse(mark, "Aliases (*name) are not allowed here: write the value again.");
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
  refuse_properties(mark, tag, anchor);
  const char first = source_.at(offset(mark));
  const bool plain = tag == "?";
  if (!plain && (first == '"' || first == '\'') && !source_.quote_closes(offset(mark))) {
    refuse(mark, "This quote is never closed: add the closing quote.");
  }
  if (expects_key()) {
    take_key(mark, value, plain);
  } else {
    put(mark, plain ? plain_value(mark, value) : bj::value(value));
  }
}

void Builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value) {
  begin(mark, tag, anchor, bj::array());
}

void Builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) {
  begin(mark, tag, anchor, bj::object());
  open_.back().expects_key = true;
}

void Builder::take_key(const YAML::Mark& mark, const std::string& key, bool plain) {
  Open& mapping = open_.back();
  if (plain && key == "<<") {
    refuse(mark, "Merge keys (<<) are not allowed here: write the members out.");
  }
  if (mapping.value->as_object().contains(key)) {
    const Position earlier = mapping.places->members.at(key).key;
    refuse(mark, "The key " + json::in_quotes(key) + " is there twice, first in line " +
                     std::to_string(earlier.line) + ": remove one of them.");
  }
  mapping.key = key;
  mapping.key_position = position(mark);
  mapping.expects_key = false;
}

Builder::Open Builder::put(const YAML::Mark& mark, bj::value value) {
  const Position place = position(mark);
  Open made;
  if (open_.empty()) {
    root = std::move(value);
    made.value = &root;
    made.places = &places;
    places.key = place;
  } else if (Open& container = open_.back(); auto* array = container.value->if_array()) {
    made.value = &array->emplace_back(std::move(value));
    made.places = &container.places->elements.emplace_back();
    made.places->key = place;
  } else {
    container.expects_key = true;
    auto& object = container.value->as_object();
    made.value = &object.emplace(container.key, std::move(value)).first->value();
    made.places = &container.places->members[container.key];
    made.places->key = container.key_position;
  }
  made.places->value = place;
  return made;
}

void Builder::begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    bj::value container) {
  refuse_properties(mark, tag, anchor);
  if (expects_key()) {
    refuse(
        mark,
        "A list or mapping cannot be a key: write a single word or text; or close the bracket or "
        "quote that is open here.");
  }
  if (open_.size() >= kMaxDepth) {
    refuse(mark, "This nests deeper than " + std::to_string(kMaxDepth) + " levels: flatten it.");
  }
  open_.push_back(put(mark, std::move(container)));
}

void Builder::refuse_properties(const YAML::Mark& mark, const std::string& tag,
                                YAML::anchor_t anchor) const {
  const char first = source_.at(offset(mark));
  if (anchor != YAML::NullAnchor || first == '&') {
    refuse(mark, "Anchors (&name) are not allowed here: write the value where it is needed.");
  }
  // "! text" has the tag of a quoted scalar, so look at the text itself as well.
  if ((tag != "?" && tag != "!") || first == '!') {
    refuse(mark, "Tags (!name) are not allowed here: write the plain value, in quotes if need be.");
  }
}

bj::value Builder::plain_value(const YAML::Mark& mark, const std::string& text) const {
  if (text == "true") return true;
  if (text == "false") return false;
  if (!is_json_integer(text)) return bj::value(text);
  std::int64_t number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc()) {
    refuse(mark, "The number is too large: put it in quotes if it is meant as text.");
  }
  return number;
}

Position Builder::position(const YAML::Mark& mark) const { return source_.position(offset(mark)); }

void Builder::refuse(const YAML::Mark& mark, const std::string& sentence) const {
  throw YamlError(sentence, position(mark));
}

}  // namespace back::yaml
