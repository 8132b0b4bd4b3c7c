// The only file that knows Boost.DLL and the dynamic loader.
#include "core/library.hpp"

#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define BOOST_DLL_USE_STD_FS
#include <algorithm>
#include <boost/dll/library_info.hpp>
#include <exception>
#include <vector>

#include "core/elf_limits.hpp"
#include "core/printable.hpp"
#include "core/refused.hpp"

namespace back::host {
namespace {

std::string path_of(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

// A file in memory for as long as this lives.
class Mapped {
 public:
  explicit Mapped(int descriptor) {
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || about.st_size <= 0) return;
    size_ = static_cast<std::size_t>(about.st_size);
    void* start = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (start != MAP_FAILED) start_ = start;
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() {
    if (start_ != nullptr) ::munmap(start_, size_);
  }
  std::span<const char> bytes() const {
    return start_ == nullptr ? std::span<const char>{}
                             : std::span<const char>(static_cast<const char*>(start_), size_);
  }

 private:
  void* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace

bool exports_symbol(int descriptor, const std::string& symbol) {
  const Mapped file(descriptor);
  if (const std::string defect = elf_defect(file.bytes()); !defect.empty())
    throw Refused("damaged", "The file " + defect + ".");
  try {
    boost::dll::library_info info(path_of(descriptor));
    const std::vector<std::string> symbols = info.symbols();
    return std::find(symbols.begin(), symbols.end(), symbol) != symbols.end();
  } catch (const std::exception&) {  // its text names source files, and nothing a person could use
    throw Refused("damaged", "The file is damaged: its symbols cannot be read.");
  }
}

void* open_library(int descriptor) {
  ::dlerror();
  void* library = ::dlopen(path_of(descriptor).c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library != nullptr) return library;
  const char* reason = ::dlerror();
  throw Refused("not_loadable", "The library cannot be loaded: " +
                                    printable(reason == nullptr ? "no reason given" : reason) +
                                    ".");
}

void* find_symbol(void* library, const char* symbol) { return ::dlsym(library, symbol); }

}  // namespace back::host
