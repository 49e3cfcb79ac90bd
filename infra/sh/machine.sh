# shellcheck shell=sh
# Finds what this machine has to build and run with. Sourced by ./spanline; uses its $root, $state, say and die.
root=${root:?}

# install_line THING: the command that installs it. The doctor reads the same list.
install_line() {
  while read -r manager thing line; do
    if [ "$thing" = "$1" ] && command -v "$manager" >/dev/null 2>&1; then
      [ "$(id -u)" -ne 0 ] || line=$(printf '%s' "$line" | sed 's/sudo //g')
      printf '%s\n' "$line"
      return
    fi
  done <"$root/infra/install-lines.txt"
  case $1 in
    jdk) echo 'a JDK 17 or newer, for example from https://adoptium.net' ;;
    maven) echo 'see https://maven.apache.org/install.html' ;;
    *) echo "$1, from your system's packages" ;;
  esac
}

# The way without Java, if Docker answers.
docker_line() {
  [ -f "$root/docker-compose.yml" ] || return 0
  docker_answers || return 0
  echo 'or use Docker, without Java: docker compose up --wait && docker compose run --rm demo'
}

# Waits five seconds at most: a daemon that hangs counts as none.
docker_answers() {
  command -v docker >/dev/null 2>&1 || return 1
  docker version --format '{{.Server.Version}}' >/dev/null 2>&1 &
  docker_pid=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
    kill -0 "$docker_pid" 2>/dev/null || break
    sleep 0.2 2>/dev/null || sleep 1
  done
  # It has had its time, and may ignore a gentler signal.
  kill -9 "$docker_pid" 2>/dev/null || true
  wait "$docker_pid" 2>/dev/null
}

# Whether there is a record of a run in this clone, rather than one copied along with another's folder.
has_record() {
  record=${state:?}/run/stack.json
  [ -f "$record" ] || return 1
  recorded=$(sed -n 's/^  "folder" : "\(.*\)",$/\1/p' "$record" | sed 's/\\\(.\)/\1/g')
  if [ -n "$recorded" ] && [ "$recorded" != "$(CDPATH='' cd "$state/run" && pwd -P)" ]; then
    [ -n "${copy_said:-}" ] || say "$record is a copy of the one in $recorded: ignored"
    copy_said=yes
    return 1
  fi
}

# Follows the symbolic links of a file.
real_file() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s\n' "$file"
}

# Major version of the JDK in a folder; nothing if it has no compiler.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

# Folder of the javac on the PATH, through symbolic links.
jdk_on_path() {
  javac=$(command -v javac 2>/dev/null) || return 0
  dirname "$(dirname "$(real_file "$javac")")"
}

# Sets java_home and java_version: from JAVA_HOME if it is set, else from the first JDK that fits.
java_home=''
java_version=''
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java_version=$(jdk_version "$JAVA_HOME")
    [ -n "$java_version" ] || die "JAVA_HOME is '$JAVA_HOME', where there is no JDK" \
      'unset it, or set it to a JDK 17 or newer'
    [ "$java_version" -ge 17 ] || die "JAVA_HOME is a JDK $java_version; 17 or newer is needed" \
      "unset it, or install one: $(install_line jdk)"
    java_home=$JAVA_HOME
    return
  fi
  system_jdk=''
  [ ! -x /usr/libexec/java_home ] || system_jdk=$(/usr/libexec/java_home -v 17+ 2>/dev/null || true)
  # Neither the PATH nor java_home finds Homebrew's JDKs.
  for home in "$(jdk_on_path)" "$system_jdk" /usr/lib/jvm/* /opt/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-}/.sdkman/candidates/java/current"; do
    [ -n "$home" ] || continue
    java_version=$(jdk_version "$home")
    if [ -n "$java_version" ] && [ "$java_version" -ge 17 ]; then
      java_home=$home
      return
    fi
  done
  die 'found no JDK 17 or newer (with javac)' "install one: $(install_line jdk)" \
    'or set JAVA_HOME to one' "$(docker_line)"
}

find_maven() {
  command -v mvn >/dev/null 2>&1 || die 'found no Maven; 3.8 or newer is needed to build' \
    "install it: $(install_line maven)" "$(docker_line)"
  version=$(JAVA_HOME=$java_home mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  if [ -z "$version" ] || [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 8 ]; }; then
    die "Maven is ${version:-of an unknown version}; 3.8 or newer is needed" "install it: $(install_line maven)"
  fi
}

# The doctor without a program: checks what it could be built with.
first_look() {
  looked=0
  if (find_jdk) >/dev/null 2>&1; then
    find_jdk
    printf 'ok    %-10s %s at %s\n' JDK "$java_version" "$java_home"
  else
    why=$( (find_jdk) 2>&1 >/dev/null | sed -n 's/^spanline: //p')
    printf 'mend  %-10s %s\n      -> %s\n' JDK "$why" "$(install_line jdk)"
    looked=2
  fi
  if [ "$looked" -ne 0 ] && command -v mvn >/dev/null 2>&1; then
    printf 'note  %-10s %s; it cannot say its version without a JDK\n' Maven "$(command -v mvn)"
  elif (find_maven) >/dev/null 2>&1; then
    printf 'ok    %-10s %s\n' Maven "$(command -v mvn)"
  else
    why=$( (find_maven) 2>&1 >/dev/null | sed -n 's/^spanline: //p')
    printf 'mend  %-10s %s\n      -> %s\n' Maven "$why" "$(install_line maven)"
    looked=2
  fi
  if docker_answers; then
    printf 'ok    %-10s answers\n      -> %s\n' Docker 'docker compose up --wait && docker compose run --rm demo'
  else
    printf 'note  %-10s does not answer; only docker-compose.yml needs it\n' Docker
  fi
  [ "$looked" -eq 0 ] || printf '%s\n' 'the program checks the rest once it can be built'
  return "$looked"
}
