# shellcheck shell=sh
# ./spanline clean: removes what builds and runs left. Sourced by ./spanline; uses its $root, $state, $quiet, say and die.
root=${root:?}
state=${state:?}

# The folder of tools: the setting's, else that of this system.
cache_folder() {
  if [ -n "${SPANLINE_CACHE:-}" ]; then
    printf '%s\n' "$SPANLINE_CACHE"
    return
  fi
  [ -n "${HOME:-}" ] || die 'HOME is not set, so the tools cannot be found' 'set HOME or SPANLINE_CACHE'
  if [ "$(uname -s)" = Darwin ]; then
    printf '%s\n' "$HOME/Library/Caches/spanline"
  else
    printf '%s\n' "$HOME/.cache/spanline"
  fi
}

# Programs in the folder of tools. It may hold other things, in folders of the same names too: only a folder with our note
# is ours, or with vegeta, which has none. The locks stay, because another clone may wait for them.
cached_tools() {
  for tool in toxiproxy-server otelcol-contrib jaeger vegeta; do
    for folder in "$1/$tool"/*; do
      if [ -f "$folder/built.json" ] || [ -f "$folder/downloaded.json" ] || [ -x "$folder/vegeta" ]; then
        printf '%s\n' "$folder"
      fi
    done
  done
}

# Whether any process of a run is left, the supervisor or, if that was killed, another; its record is needed to stop them.
run_is_left() {
  has_record || return 1
  # shellcheck disable=SC2013 # each is one word, a number
  for pid in $(sed -n 's/^[[:space:]]*"pid"[[:space:]]*:[[:space:]]*\([0-9][0-9]*\).*/\1/p' "$state/run/stack.json"); do
    ! kill -0 "$pid" 2>/dev/null || return 0
  done
  return 1
}

build_runs() {
  builder=$(cat "$state/build.lock/pid" 2>/dev/null || true)
  [ -n "$builder" ] && kill -0 "$builder" 2>/dev/null
}

# Paths to remove, one a line.
leftovers() {
  [ ! -d "$state" ] || printf '%s\n' "$state"
  find "$root" \( -path "$root/.git" -o -path "$state" \) -prune -o -name target -type d -prune -print |
    while IFS= read -r folder; do
      # Only Maven's: without a pom.xml next to it the folder is not ours.
      [ ! -f "$(dirname "$folder")/pom.xml" ] || printf '%s\n' "$folder"
    done
  [ -n "$all" ] || return 0
  for files in captures replays experiments baselines; do
    find "$root/data/$files" -mindepth 1 -maxdepth 1 ! -name .gitkeep -print 2>/dev/null || true
  done
  cached_tools "$cache"
}

clean() {
  all=''
  yes=''
  dry=''
  for argument in "$@"; do
    case $argument in
      clean) ;;
      --all) all=yes ;;
      --yes | -y) yes=yes ;;
      --dry-run) dry=yes ;;
      --quiet | -q) ;;
      *) die "clean: unknown argument '$argument'" './spanline clean --help' ;;
    esac
  done
  ! run_is_left || die 'a stack of this clone is running, or a part of one' 'stop it first: ./spanline down'
  ! build_runs || die "a build of this clone is running, process $builder" 'wait for it, or stop it'
  [ -z "$all" ] || cache=$(cache_folder)
  found=$(leftovers)
  if [ -z "$found" ]; then
    echo 'nothing to remove'
    return 0
  fi
  [ -n "${quiet:-}" ] || printf '%s\n' "$found" | while IFS= read -r path; do
    printf '%8s  %s\n' "$(du -sh "$path" 2>/dev/null | cut -f 1)" "$path"
  done
  if [ -n "$dry" ]; then
    return 0
  fi
  if [ -n "$all" ] && [ -z "$yes" ]; then
    [ -t 0 ] || die 'clean --all removes captures, replays, experiments and baselines, and there is no terminal to ask on' 'add --yes'
    printf 'remove all this, captures, replays, experiments and baselines included? [y/N] '
    read -r answer
    case $answer in y | Y | yes) ;; *) die 'nothing was removed' ;; esac
  fi
  printf '%s\n' "$found" | {
    failed=''
    while IFS= read -r path; do
      rm -rf "$path" || failed=yes
    done
    [ -z "$failed" ]
  } || die 'could not remove everything; the reasons are above'
  say 'removed'
}
