// A sign that this process is alive: a locked file in the home folder, let go by the kernel even
// after kill -9.
#pragma once

#include <string>

#include "core/descriptor.hpp"

namespace back::host {

class Lease {
 public:
  // folder empty: a host that keeps nothing, whose name nobody else can meet.
  explicit Lease(const std::string& folder);
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  const std::string& name() const { return name_; }
  // Whether the process of that lease is gone. Our own is not, nobody's ("") is.
  bool is_gone(const std::string& name) const;
  // Removes the files of processes that are gone.
  void tidy() const;

 private:
  std::string path_of(const std::string& name) const;

  std::string folder_;
  std::string name_;
  Descriptor file_;
};

}  // namespace back::host
