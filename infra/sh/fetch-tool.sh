#!/bin/sh
# Downloads one tool's release: fetch-tool.sh TOOL VERSION PLATFORM FOLDER
# Leaves FOLDER/ready with the program and a note of where it came from; nothing by that name unless the sum was right.
# The last line printed says what came, or why nothing did. Exits with 0, or
#   1  this file does not come from there
#   3  nothing comes from there: asking for another tool would only take as long again
#   4  it cannot be written
# Plain POSIX shell, like ./spanline; curl's own variables and ~/.curlrc say which proxy to use.
set -eu

tool=$1
version=$2
platform=$3
folder=$4

give_up() {
  printf '%s\n' "$2"
  exit "$1"
}

command -v curl >/dev/null 2>&1 || give_up 3 'curl is not on the PATH'
base=${SPANLINE_RELEASES:-https://github.com}
base=${base%/}
# For people: without a user and password.
shown=$(printf '%s\n' "$base" | sed 's|//[^/@]*@|//|')

# What each project publishes: file, sums, and the program's name within the file if that is an archive.
member=''
case $tool in
  toxiproxy-server)
    release=Shopify/toxiproxy/releases/download/v$version
    file=toxiproxy-server-$platform
    sums=checksums.txt
    ;;
  otelcol-contrib)
    release=open-telemetry/opentelemetry-collector-releases/releases/download/v$version
    file=otelcol-contrib_${version}_${platform%-*}_${platform#*-}.tar.gz
    sums=opentelemetry-collector-releases_otelcol-contrib_checksums.txt
    member=otelcol-contrib
    ;;
  jaeger)
    # Its release workflow put the files of 2.13.0 on the tag of the Go module's own number.
    release=jaegertracing/jaeger/releases/download/v1.76.0
    file=jaeger-$version-$platform.tar.gz
    sums=jaeger-$version.sha256sum.txt
    member=jaeger-$version-$platform/jaeger
    ;;
  *) give_up 1 "no release of '$tool' is known" ;;
esac

# From TLS only to TLS. A mirror named with http: has none to leave.
case $base in
  http:*) schemes='=http,https' ;;
  *) schemes='=https' ;;
esac
# This machine's own ports are reached directly; and HTTP_PROXY counts, which curl reads in lower case only.
direct=${no_proxy:-${NO_PROXY:-}}
[ "$direct" = '*' ] || no_proxy=127.0.0.1,localhost,::1${direct:+,$direct}
http_proxy=${http_proxy:-${HTTP_PROXY:-}}
export no_proxy http_proxy
[ -n "$http_proxy" ] || unset http_proxy

# Says why curl failed: explain EXIT STATUS CONNECT ADDRESS, with the statuses of the host and of a proxy's tunnel.
explain() {
  host=${4#*://}
  host=${host%%/*}
  host=${host##*@}
  if [ "$2" = 407 ] || [ "$3" = 407 ]; then
    give_up 3 "the proxy of $host wants a user and password, or others than it got: HTTPS_PROXY=http://user:password@host:port"
  fi
  case $3 in
    000 | 2*) ;;
    *) give_up 3 "the proxy of $host answered $3" ;;
  esac
  case $1 in
    5) give_up 3 "the proxy of $host is no name that this machine can resolve" ;;
    6) give_up 3 "$host is no name that this machine can resolve" ;;
    7) give_up 3 "$host cannot be connected to, or its proxy cannot" ;;
    35 | 51 | 53 | 58 | 59 | 60 | 66 | 77 | 80 | 83 | 90 | 91) give_up 3 "$host has no TLS that this machine trusts" ;;
    1 | 3) give_up 1 "$host sends on to an address that is not ${schemes#=}" ;;
    22) give_up 1 "$host answered $2 for $asked" ;;
    23) give_up 4 "$asked could not be written; is the disk full?" ;;
    28)
      [ "$2" != 000 ] || give_up 3 "$host did not answer within 4 s"
      give_up 1 "$host sends nothing more of $asked"
      ;;
    47) give_up 1 "$host sends on more than 5 times" ;;
    63) give_up 1 "$asked is larger than it may be" ;;
    *) give_up 1 "$asked broke off (curl's exit code $1)" ;;
  esac
}

# Silence at the beginning ends after 4 s; in the middle after 10, for curl counts with the average of its last 5.
# fetch NAME FILE MOST_BYTES OPTION...: the address is read from a file, not shown to whoever lists processes.
fetch() {
  asked=$1
  into=$2
  most=$3
  shift 3
  failed=0
  said=$(printf 'url = "%s/%s/%s"\n' "$base" "$release" "$asked" |
    curl "$@" -fL --max-redirs 5 --proto "$schemes" --proto-redir "$schemes" --max-filesize "$most" \
      --connect-timeout 4 --speed-limit 1 --speed-time 4 \
      -o "$into" -w '%{http_code} %{http_connect} %{url_effective}' --config -) || failed=$?
  # shellcheck disable=SC2086 # three words
  [ "$failed" -eq 0 ] || explain "$failed" $said
}

mkdir -p "$folder" || give_up 4 "$folder cannot be made"
fetch "$sums" "$folder/sums" 1000000 -s
wanted=$(awk -v file="$file" '{ sub(/\r$/, ""); name = $2; sub(/^\*/, "", name) }
  name == file && length($1) == 64 && $1 !~ /[^0-9A-Fa-f]/ { print tolower($1); exit }' "$folder/sums")
[ -n "$wanted" ] || give_up 1 "$sums publishes no sum of $file"

fetch "$file" "$folder/file" 1000000000 -#
if command -v sha256sum >/dev/null 2>&1; then
  sum=$(sha256sum <"$folder/file")
else
  sum=$(shasum -a 256 <"$folder/file")
fi
sum=${sum%% *}
[ "$sum" = "$wanted" ] || give_up 1 "$file has the SHA-256 $sum, but $sums publishes $wanted: it is deleted"

mkdir "$folder/unpacked"
program=$folder/unpacked/$tool
if [ -z "$member" ]; then
  mv "$folder/file" "$program"
else
  # To the output: a name in the archive is never a path here, nor its owner one.
  tar -xzOf "$folder/file" "$member" >"$program" 2>"$folder/said" ||
    tar -xzOf "$folder/file" "./$member" >"$program" 2>>"$folder/said" ||
    give_up 1 "no $member can be taken out of $file: $(head -n 1 "$folder/said")"
  [ -s "$program" ] || give_up 1 "$file has no file $member"
fi
chmod 755 "$program"
printf '{ "version": "%s", "from": "%s", "sha256": "%s" }\n' "$version" "$shown/$release/$file" "$sum" \
  >"$folder/unpacked/downloaded.json"
mv "$folder/unpacked" "$folder/ready"
printf '%s from %s, SHA-256 as published\n' \
  "$(awk -v n="$(wc -c <"$folder/ready/$tool")" 'BEGIN { printf "%.1f MB", n / 1e6 }')" "$shown"
