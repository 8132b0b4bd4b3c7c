#include "recorded.hpp"

namespace okta_test {
namespace {

// What belongs to the connection it was recorded on and not to the answer.
bool is_of_the_connection(std::string_view header) {
  return header == "transfer-encoding" || header == "content-encoding" || header == "connection";
}

template <typename See>
void each_header(const Recording& recording, See see) {
  for (const auto& [name, value] : recording.response_headers) {
    if (is_of_the_connection(name)) continue;
    for (const std::string& line : recording.header(name)) see(std::string(name), line);
  }
}

std::string body_text(const Recording& recording) {
  return recording.response_body.is_null() ? std::string()
                                           : json::serialize(recording.response_body);
}

std::string under_our_name(std::string text) {
  for (const std::string_view theirs :
       {"https://test.okta.com", "https://okta-test.okta.com", "https://dev-47339917.okta.com"}) {
    for (auto at = text.find(theirs); at != std::string::npos; at = text.find(theirs, at)) {
      text.replace(at, theirs.size(), "https://back-demo.okta.com");
    }
  }
  return text;
}

}  // namespace

void OktaRecordings::SetUp() {
  const auto folder = emulator_test::recordings_folder();
  if (!folder) GTEST_SKIP() << "OKTA_DATA names no folder with recordings in it";
  for (Recording& one : emulator_test::read_recordings(*folder)) {
    const std::string number = one.number;
    recordings_.emplace(number, std::move(one));
  }
}

const Recording& OktaRecordings::recorded(const std::string& number) const {
  static const Recording kNone;
  const auto found = recordings_.find(number);
  EXPECT_NE(found, recordings_.end()) << "there is no recording " << number;
  return found == recordings_.end() ? kNone : found->second;
}

void OktaRecordings::each(const std::function<bool(const Recording&)>& fits,
                          const std::function<void(const Recording&)>& see) const {
  for (const auto& [number, recording] : recordings_) {
    SCOPED_TRACE(recording.name);
    if (fits(recording)) see(recording);
  }
}

bool is_single_user(const Recording& recording) {
  const json::object* body = recording.response_body.if_object();
  return body != nullptr && recording.status == 200 && body->contains("_links") &&
         recording.target.find("/api/v1/users") == 0 && body->contains("profile") &&
         body->contains("credentials");
}

bool is_error(const Recording& recording) { return recording.status >= 400; }

back::http::Response response_of(const Recording& recording) {
  back::http::Response response;
  response.status = recording.status;
  response.body = body_text(recording);
  each_header(recording, [&](const std::string& name, const std::string& line) {
    response.headers.add(name, line);
  });
  return response;
}

void answer_as_recorded(World& world, std::string_view method, std::string_view path,
                        const Recording& recording, bool applied) {
  okta_emulator::Fault fault;
  fault.method = method;
  fault.path = path;
  fault.count = -1;
  fault.effect = okta_emulator::Fault::Effect::answer;
  fault.answer.status = recording.status;
  fault.answer.body = under_our_name(body_text(recording));
  each_header(recording, [&](const std::string& name, const std::string& line) {
    fault.answer.headers.emplace_back(name, under_our_name(line));
  });
  fault.applied = applied;
  world.okta().add_fault(std::move(fault));
}

}  // namespace okta_test
