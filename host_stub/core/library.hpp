// The dynamic library behind a plugin: what it exports, read without executing anything of it, and
// its opening.
#pragma once

#include <string>

namespace back::host {

// Whether the ELF file behind the descriptor exports the symbol. Throws Refused with code damaged.
bool exports_symbol(int descriptor, const std::string& symbol);

// Loads the library behind the descriptor, now-binding and local, never to be unloaded. The
// descriptor must stay open for ever: glibc knows libraries by their path, and a reused number
// would give the earlier library. Throws Refused with code not_loadable and the dynamic loader's
// own reason.
void* open_library(int descriptor);

// Null if there is no such symbol.
void* find_symbol(void* library, const char* symbol);

}  // namespace back::host
