// The plugin "author", opened through the boundary by a fake host.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "author.hpp"
#include "fake_host.hpp"

namespace back::testing {

inline const std::map<std::string, std::string> kSecrets{{"token", "00-a-token-for-tests"}};

inline boost::json::object configuration() {
  return {{"name", "demo"}, {"teams", boost::json::array{"it"}}};
}

class SdkBoundary : public ::testing::Test {
 protected:
  void SetUp() override {
    connection_ = host_.open(plugin_, configuration(), kSecrets);
    ASSERT_NE(connection_, nullptr);
  }
  void TearDown() override {
    plugin_.close(connection_);
    EXPECT_EQ(open_authors(), 0);
  }

  static Asked query(const char* how) {
    return {BACK_KIND_QUERY, "requester", {{"how", how}}, example_context()};
  }
  static Asked change(const char* then) {
    return {BACK_KIND_EXECUTE, "change", {{"then", then}}, example_context()};
  }
  Answer run(const Asked& asked) { return host_.run(plugin_, connection_, asked); }

  const back_plugin& plugin_ = author_plugin();
  FakeHost host_;
  back_connection* connection_ = nullptr;
};

}  // namespace back::testing
