# Sourced by ./check and ./demo: one calm line per step, its time, and the end of its log if it fails.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/logs
mkdir -p "$logs"
export CCACHE_BASEDIR=$root

# step <title> <command>...: runs it quietly; on failure shows the end of its log and ends with its exit code.
step() {
  local title=$1 began log code=0
  shift
  began=$(date +%s)
  log=$logs/$(tr -cs 'a-z0-9\n' '-' <<<"${title,,}").log
  printf '%-58s ' "$title"
  "$@" >"$log" 2>&1 || code=$?
  if [ "$code" -eq 0 ]; then
    printf '%4d s\n' $(($(date +%s) - began))
  else
    printf 'failed after %d s\n\n' $(($(date +%s) - began))
    tail -n "${STEP_TAIL:-60}" "$log"
    printf '\nThe step "%s" failed. Its whole log: %s\n' "$title" "${log#"$root"/}"
    exit "$code"
  fi
}

# configure_and_build <preset> [target]...
configure_and_build() {
  local preset=$1
  shift
  cmake --preset "$preset" && cmake --build --preset "$preset" ${@:+--target "$@"}
}
