// ObjectText: what is written is JSON, and canonical where the names are in order.
#include "json/object_text.hpp"

#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <limits>
#include <stdexcept>
#include <vector>

#include "json/strict_json.hpp"

namespace back::json {
namespace {

TEST(ObjectText, IsCanonicalWhenTheNamesAreInOrder) {
  const std::vector<std::string> texts{"", "{", ",", "\"", "\\", "line\nend\x01", "é"};
  for (const std::string& each : texts) {
    const boost::json::object inner{{"b", 1.5}, {"a", boost::json::array{each, nullptr}}};
    ObjectText written;
    written.begin("a").end();
    written.begin("b").begin("b").text("b", each).end().flag("c", true).end();
    written.flag("c", false).null("d").object("e", inner).object("f", {});
    written.text("g", each).texts("h", texts).texts("i", {});
    const boost::json::object expected{
        {"a", boost::json::object()},
        {"b", {{"b", {{"b", each}}}, {"c", true}}},
        {"c", false},
        {"d", nullptr},
        {"e", inner},
        {"f", boost::json::object()},
        {"g", each},
        {"h", boost::json::array(texts.begin(), texts.end())},
        {"i", boost::json::array()},
    };
    EXPECT_EQ(written.take(), canonical(expected));
  }
}

TEST(ObjectText, MayBeEmpty) { EXPECT_EQ(ObjectText().take(), "{}"); }

TEST(ObjectText, RefusesANumberThatIsNotFinite) {
  const boost::json::object bad{{"a", std::numeric_limits<double>::infinity()}};
  EXPECT_THROW(ObjectText().object("a", bad), std::invalid_argument);
}

}  // namespace
}  // namespace back::json
