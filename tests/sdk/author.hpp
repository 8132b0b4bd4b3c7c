// A plugin for the SDK's tests, written as an author would: it does what the call's input tells it.
#pragma once

#include "sdk/plugin.hpp"

namespace back::testing {

// Actions: "change" (input: {"then": ...}) and "waste" (no input); "then" is what happens after the
// note was kept: "succeed", "fail", "throw", "wait".
const back_plugin& author_plugin();

// How many author connections are alive.
int open_authors();

}  // namespace back::testing
