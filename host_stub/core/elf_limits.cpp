#include "core/elf_limits.hpp"

#include <elf.h>

#include <cstdint>
#include <cstring>

namespace back::host {
namespace {

constexpr std::uint64_t kMostSections = 4096;
constexpr std::uint64_t kMostSymbols = 1u << 20;
constexpr std::uint64_t kMostNameBytes = 256u << 20;

#if defined(__x86_64__)
constexpr unsigned kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kMachine = EM_AARCH64;
#elif defined(__riscv)
constexpr unsigned kMachine = EM_RISCV;
#else
#error "Say which ELF machine this is."
#endif

bool fits(std::span<const char> file, std::uint64_t offset, std::uint64_t size) {
  return offset <= file.size() && size <= file.size() - offset;
}

template <typename T>
T read_at(std::span<const char> file, std::uint64_t offset) {
  T value;
  std::memcpy(&value, file.data() + offset, sizeof value);
  return value;
}

std::string header_defect(std::span<const char> file, const Elf64_Ehdr& header) {
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != kMachine)
    return "was built for another kind of machine";
  if (header.e_type != ET_DYN) return "is an ELF file, but not a shared library";
  const std::uint64_t count = header.e_shnum;
  const bool sane = header.e_shentsize == sizeof(Elf64_Shdr) && count > 0 &&
                    count <= kMostSections && header.e_shstrndx < count &&
                    fits(file, header.e_shoff, count * sizeof(Elf64_Shdr));
  return sane ? "" : "is damaged: its table of sections is out of bounds";
}

// A symbol table and its names: whole entries, and not more text than a sane library has.
std::string symbols_defect(std::span<const char> file, const Elf64_Shdr& table,
                           const Elf64_Shdr& names) {
  const std::uint64_t count = table.sh_size / sizeof(Elf64_Sym);
  if (table.sh_size % sizeof(Elf64_Sym) != 0 || count == 0 || count > kMostSymbols)
    return "is damaged: its table of symbols makes no sense";
  std::uint64_t bytes = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto symbol = read_at<Elf64_Sym>(file, table.sh_offset + i * sizeof(Elf64_Sym));
    if (symbol.st_name >= names.sh_size) continue;
    bytes +=
        ::strnlen(file.data() + names.sh_offset + symbol.st_name, names.sh_size - symbol.st_name);
    if (bytes > kMostNameBytes) return "is damaged: its symbols have too much text";
  }
  return "";
}

}  // namespace

std::string elf_defect(std::span<const char> file) {
  if (file.size() < sizeof(Elf64_Ehdr) || std::memcmp(file.data(), ELFMAG, SELFMAG) != 0)
    return "is not a shared library in ELF format";
  const auto header = read_at<Elf64_Ehdr>(file, 0);
  if (std::string defect = header_defect(file, header); !defect.empty()) return defect;
  const auto section = [&](std::uint64_t i) {
    return read_at<Elf64_Shdr>(file, header.e_shoff + i * sizeof(Elf64_Shdr));
  };
  for (std::uint64_t i = 0; i < header.e_shnum; ++i) {
    const Elf64_Shdr one = section(i);
    if (one.sh_type != SHT_NOBITS && one.sh_type != SHT_NULL &&
        !fits(file, one.sh_offset, one.sh_size))
      return "is damaged: a section lies outside the file";
  }
  if (section(header.e_shstrndx).sh_type != SHT_STRTAB)
    return "is damaged: the names of its sections are missing";
  for (std::uint64_t i = 0; i < header.e_shnum; ++i) {
    const Elf64_Shdr one = section(i);
    if (one.sh_type != SHT_SYMTAB && one.sh_type != SHT_DYNSYM) continue;
    if (one.sh_link >= header.e_shnum || section(one.sh_link).sh_type != SHT_STRTAB)
      return "is damaged: the names of its symbols are missing";
    if (std::string defect = symbols_defect(file, one, section(one.sh_link)); !defect.empty())
      return defect;
  }
  return "";
}

}  // namespace back::host
