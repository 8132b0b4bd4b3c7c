// Recorded answers of real organisations, given to the plugin in place of the emulator's. They are
// no part of the project: without the folder that OKTA_DATA names, these tests are skipped.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "http/response.hpp"
#include "recording.hpp"
#include "world.hpp"

namespace okta_test {

using emulator_test::Recording;

class OktaRecordings : public testing::Test {
 protected:
  void SetUp() override;

  // Fails the test when there is none of that number.
  const Recording& recorded(const std::string& number) const;
  // Those whose answer fits, in the order of their numbers.
  void each(const std::function<bool(const Recording&)>& fits,
            const std::function<void(const Recording&)>& see) const;

 private:
  std::map<std::string, Recording> recordings_;
};

// An answer about one user, with the links that say what is permitted.
bool is_single_user(const Recording& recording);
bool is_error(const Recording& recording);

// The answer as the plugin's transport hands it on.
back::http::Response response_of(const Recording& recording);

// From now on such requests are answered with the recorded answer, before or after they were
// applied. The recorded organisation goes by the name of the connection's.
void answer_as_recorded(World& world, std::string_view method, std::string_view path,
                        const Recording& recording, bool applied = false);

}  // namespace okta_test
