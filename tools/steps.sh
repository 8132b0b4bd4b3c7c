# Sourced by ./check, ./bench and ./demo: one calm line per step, its time, and the end of its log if it fails.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/logs
mkdir -p "$logs"
export CCACHE_BASEDIR=$root
failed=no

# attempt <title> <command>...: runs it quietly; on failure shows the end of its log and returns 1.
attempt() {
  local title=$1 began log code=0
  shift
  began=$(date +%s)
  log=$logs/$(tr -cs 'a-z0-9\n' '-' <<<"${title,,}").log
  printf '%-58s ' "$title"
  "$@" >"$log" 2>&1 || code=$?
  if [ "$code" -eq 0 ]; then
    printf '%4d s\n' $(($(date +%s) - began))
    return 0
  fi
  printf 'failed after %d s\n\n' $(($(date +%s) - began))
  tail -n "${STEP_TAIL:-60}" "$log"
  printf '\nThe step "%s" failed. Its whole log: %s\n' "$title" "${log#"$root"/}"
  return 1
}

# step <title> <command>...: what the rest stands on. Its failure ends the run with code 2.
step() { attempt "$@" || exit 2; }

# verdict <title> <command>...: what is to be shown. Its failure is remembered in $failed and, where $figures names a file, is a
# figure that does not hold.
verdict() {
  local code=0
  attempt "$@" || code=1
  if [ "$code" -ne 0 ]; then failed=yes; fi
  if [ -n "${figures:-}" ]; then
    python3 "$root/tools/figures.py" --add "$figures" "$1: failures" "$code" 0
  fi
}

# configure_and_build <preset> [target]...
configure_and_build() {
  local preset=$1
  shift
  cmake --preset "$preset" && cmake --build --preset "$preset" ${@:+--target "$@"}
}

# build_ahead <preset>...: builds them, one after the other, in what is left idle by what runs meanwhile, and says
# nothing. Whoever needs them builds them once more, after build_ahead_no_more: what is there already is not built again.
build_ahead() {
  setsid chrt --idle 0 bash -c '
    echo 19 2>/dev/null >/proc/self/autogroup  # else Linux gives each session its half of the processors
    cd "$0"
    for each in "$@"; do
      cmake --preset "$each" && cmake --build --preset "$each" || exit
    done' "$root" "$@" >"$logs/ahead.log" 2>&1 &
  ahead=$!
  trap build_ahead_no_more EXIT
}
build_ahead_no_more() {
  if [ -n "${ahead:-}" ]; then
    kill -- "-$ahead" 2>/dev/null || true  # it may have ended
    wait "$ahead" 2>/dev/null || true
  fi
  ahead=
}
