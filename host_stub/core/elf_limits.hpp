// Whether a file is an ELF library whose tables can be read without surprise. Looked at before
// Boost.DLL reads the symbols, which trusts every size and offset it finds.
#pragma once

#include <span>
#include <string>

namespace back::host {

// Empty if all is well; otherwise what is wrong, as the end of a sentence: "is not an ELF library".
std::string elf_defect(std::span<const char> file);

}  // namespace back::host
