#include "yaml/strict_yaml.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

#include "yaml/builder.hpp"
#include "yaml/plain_text.hpp"

namespace back::yaml {

Document::Document(boost::json::value root, std::map<std::string, Place> places)
    : root_(std::move(root)), places_(std::move(places)) {}

Position Document::position(std::string_view pointer, bool of_key) const {
  for (std::string_view nearest = pointer;; nearest = nearest.substr(0, nearest.rfind('/'))) {
    const auto place = places_.find(std::string(nearest));
    if (place != places_.end()) {
      const bool key = of_key || nearest.size() != pointer.size();
      return key ? place->second.key : place->second.value;
    }
    if (nearest.empty()) return {};
  }
}

Document parse(std::string_view text) {
  const PlainText source(text);
  std::istringstream stream(source.text());
  Builder builder(source);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    const auto offset = error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.pos);
    throw YamlError("This is not well-formed YAML (" + error.msg +
                        "): check indentation, colons, brackets and quotes.",
                    source.position(offset));
  }
  if (!builder.any) throw YamlError("The file is empty: write its content.", {});
  return Document(std::move(builder.root), std::move(builder.places));
}

std::string located(std::string_view path, Position position, std::string_view sentence) {
  return std::string(path) + ':' + std::to_string(position.line) + ':' +
         std::to_string(position.column) + ": " + std::string(sentence);
}

}  // namespace back::yaml
