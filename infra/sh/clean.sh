# shellcheck shell=sh
# ./spanline clean: removes what building and running left; sourced by ./spanline, whose $root, $state, die and stack_runs it uses.
root=${root:?}
state=${state:?}

# The folder of tools, as the program finds it.
cache_folder() {
  if [ -n "${SPANLINE_CACHE:-}" ]; then
    printf '%s\n' "$SPANLINE_CACHE"
  elif [ "$(uname -s)" = Darwin ]; then
    printf '%s\n' "${HOME:?}/Library/Caches/spanline"
  else
    printf '%s\n' "${HOME:?}/.cache/spanline"
  fi
}

# Paths to remove, one a line.
leftovers() {
  [ ! -d "$state" ] || printf '%s\n' "$state"
  find "$root" \( -path "$root/.git" -o -path "$state" \) -prune -o -name target -type d -prune -print |
    while IFS= read -r folder; do
      # Only Maven's: a folder of this name beside something else than a pom is not ours.
      [ ! -f "$(dirname "$folder")/pom.xml" ] || printf '%s\n' "$folder"
    done
  [ -n "$all" ] || return 0
  find "$root/data/captures" "$root/data/baselines" -mindepth 1 -maxdepth 1 ! -name .gitkeep -print 2>/dev/null || true
  cache=$(cache_folder)
  # Only what the program itself has put there: the setting may name a folder with more in it.
  for tool in toxiproxy-server otelcol-contrib jaeger go; do
    [ ! -d "$cache/$tool" ] || printf '%s\n' "$cache/$tool"
  done
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
      *) die "clean: unknown argument '$argument'" './spanline clean --help' ;;
    esac
  done
  ! stack_runs || die 'a stack of this clone runs' 'stop it first: ./spanline down'
  found=$(leftovers)
  if [ -z "$found" ]; then
    echo 'nothing to remove'
    return 0
  fi
  printf '%s\n' "$found" | while IFS= read -r path; do
    printf '%8s  %s\n' "$(du -sh "$path" 2>/dev/null | cut -f 1)" "$path"
  done
  if [ -n "$dry" ]; then
    return 0
  fi
  if [ -n "$all" ] && [ -z "$yes" ]; then
    [ -t 0 ] || die 'clean --all removes captures and baselines, and nobody is there to be asked' 'add --yes'
    printf 'remove all of it, captures and baselines too? [y/N] '
    read -r answer
    case $answer in y | Y | yes) ;; *) die 'nothing was removed' ;; esac
  fi
  printf '%s\n' "$found" | while IFS= read -r path; do
    # Go's module caches are read-only, folders and all.
    rm -rf "$path" 2>/dev/null || { chmod -R u+w "$path" && rm -rf "$path"; }
  done || die 'not all of it could be removed; what is named above says why'
  echo 'removed'
}
