#!/usr/bin/env bash
# plugin.h compiles alone and twice, as every C from C89 to C17 and every C++ from C++98 to C++20, with gcc and clang, without a
# warning and without padding; and its layout is the same on every target (layout.c).
set -euo pipefail
include=$1
here=$(cd "$(dirname "$0")" && pwd)
strict=(-pedantic-errors -Wall -Wextra -Wpadded -Werror -fsyntax-only "-I$include")
compiled=0

for compiler in gcc clang-14; do
  for language in c:c89 c:c90 c:c99 c:c11 c:c17 c++:c++98 c++:c++11 c++:c++14 c++:c++17 c++:c++20; do
    for source in '#include <back/plugin.h>' '#include <back/plugin.h>
#include <back/plugin.h>'; do
      "$compiler" -x "${language%%:*}" "-std=${language#*:}" "${strict[@]}" - <<<"$source"
      compiled=$((compiled + 1))
    done
  done
done

for target in x86_64-linux-gnu i386-linux-gnu aarch64-linux-gnu arm-linux-gnueabihf riscv64-linux-gnu \
  x86_64-w64-mingw32 x86_64-apple-darwin s390x-linux-gnu; do
  clang-14 "--target=$target" -ffreestanding -nostdlibinc -std=c11 -Wall -Wextra -Werror -fsyntax-only "-I$include" "$here/layout.c"
  compiled=$((compiled + 1))
done
echo "$compiled compilations without a warning"
