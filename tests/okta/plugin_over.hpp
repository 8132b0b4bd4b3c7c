// The Okta plugin as plugin.cpp wires it, over any transport and any time.
#pragma once

#include <back/plugin.h>

#include <boost/json/object.hpp>
#include <memory>
#include <string_view>

#include "fake_host.hpp"
#include "http/time.hpp"
#include "http/transport.hpp"
#include "okta_emulator/message.hpp"

namespace okta_test {

const back_plugin& plugin_under_test();

// A connection to Back Demo; more: members added to its configuration. A refusal fails the test.
back_connection* open_over(std::unique_ptr<back::http::Transport> bottom, back::http::Time& time,
                           back::testing::FakeHost& host, std::string_view token,
                           boost::json::object more = {});

// Between the plugin's requests and the emulator's, without a wire.
okta_emulator::Request as_received(const back::http::Request& request);
back::http::Response as_sent(const okta_emulator::Answer& answer);

}  // namespace okta_test
