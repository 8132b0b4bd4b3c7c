#!/usr/bin/env bash
# What ships as a plugin exports one symbol, needs only what every Linux of its generation has, and is hardened.
#   shared_library.sh PLUGIN.so
set -euo pipefail
plugin=$1
failed=0
fail() { echo "$plugin: $1" >&2; failed=1; }

exports=$(nm -D --defined-only "$plugin" | awk '{print $NF}')
[ "$exports" = back_plugin_v1 ] || fail "exports $exports, not back_plugin_v1 alone"

dynamic=$(readelf -dW "$plugin")
while read -r library; do
  case $library in
    libc.so.6 | libm.so.6 | libstdc++.so.6 | libgcc_s.so.1 | libcurl.so.4 | ld-linux-*.so.*) ;;
    *) fail "needs $library, which a plugin must not depend on" ;;
  esac
done < <(sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' <<<"$dynamic")

grep -q 'BIND_NOW\|Flags:.* NOW' <<<"$dynamic" || fail "is not bound when it is loaded"
grep -q 'NODELETE' <<<"$dynamic" || fail "may be unloaded"
grep -q 'RPATH\|RUNPATH' <<<"$dynamic" && fail "carries a search path"
grep -q 'TEXTREL' <<<"$dynamic" && fail "writes into its own code"
readelf -lW "$plugin" | grep -q GNU_RELRO || fail "does not protect its relocations"
readelf -lW "$plugin" | grep 'GNU_STACK' | grep -q 'RWE' && fail "has an executable stack"
for symbol in exit abort_handler_s _exit quick_exit setenv putenv setlocale chdir fork system sigaction signal; do
  nm -D --undefined-only "$plugin" | awk '{print $NF}' | sed 's/@.*//' | grep -qx "$symbol" && fail "calls $symbol"
done
[ $failed -eq 0 ] && echo "$plugin: one symbol, $(grep -c NEEDED <<<"$dynamic") libraries, hardened"
exit $failed
