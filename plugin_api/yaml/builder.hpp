// Turns yaml-cpp's events into JSON, and refuses whatever is ambiguous on the way. The only header
// that includes yaml-cpp.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "yaml/plain_text.hpp"
#include "yaml/strict_yaml.hpp"

namespace back::yaml {

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(const PlainText& source) : source_(source) {}

  boost::json::value root;
  Places places;
  bool any = false;  // a document was begun

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { open_.pop_back(); }

 private:
  struct Open {  // a container begun and not ended; it does not move while it is the innermost
    boost::json::value* value = nullptr;
    Places* places = nullptr;
    bool expects_key = false;  // of a mapping
    std::string key;
    Position key_position;
  };

  bool expects_key() const { return !open_.empty() && open_.back().expects_key; }
  void take_key(const YAML::Mark& mark, const std::string& key, bool plain);
  Open put(const YAML::Mark& mark, boost::json::value value);
  void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             boost::json::value container);
  void refuse_properties(const YAML::Mark& mark, const std::string& tag,
                         YAML::anchor_t anchor) const;
  boost::json::value plain_value(const YAML::Mark& mark, const std::string& text) const;
  Position position(const YAML::Mark& mark) const;
  [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& sentence) const;

  const PlainText& source_;
  std::vector<Open> open_;
};

}  // namespace back::yaml
