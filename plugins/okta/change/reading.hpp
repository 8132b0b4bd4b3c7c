// What a fresh read says of a change.
#pragma once

namespace okta {

// What a fresh read shows, compared with before.
enum class Reading {
  reached,     // as the action would have it
  heading,     // Okta is on its way there
  not_yet,     // as before, but Okta may only be late in showing it
  unchanged,   // as before, for so long that it stays so
  elsewhere,   // something else: somebody else was at work
  gone,        // Okta knows no such account any more
  unreadable,  // the read failed
  untellable,  // no read can tell
};

}  // namespace okta
