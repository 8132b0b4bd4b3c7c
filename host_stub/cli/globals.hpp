// Options of every command, as given.
#pragma once

#include <string>

namespace back::cli {

struct Globals {
  std::string program = "back-host";  // as it was called
  std::string home;
  std::string plugins;
  std::string directory;
  std::string network;
  std::string actor;
  std::string request;
  std::string log;
  bool json = false;
};

}  // namespace back::cli
