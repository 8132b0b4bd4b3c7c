// What the commands' files share.
#pragma once

#include <string_view>
#include <utility>

#include "cli/render.hpp"
#include "cli/session.hpp"
#include "cli/waiting.hpp"

namespace back::cli {

inline Page page_for(const Session& session, const Console& console) {
  return {console.out, console.out_style, console.width, session.globals()};
}

// Runs work(progress) while the person sees that something is going on.
template <typename Work>
auto wait_for(std::string_view what, const Session& session, Console& console, Work work) {
  Waiting waiting(console, what, session.stop());
  return work(waiting.progress());
}

}  // namespace back::cli
