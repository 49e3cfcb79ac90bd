#!/bin/sh
# Sums the time of each test class's last run by JUnit tag, from surefire's reports.
# usage: infra/sh/test-times.sh [--slowest]   --slowest adds the twenty slowest classes
set -eu
cd "$(dirname "$0")/../.."

# A line "SECONDS TESTS TAG CLASS" for each test class; untagged classes are "unit".
classes() {
  find . -path ./.spanline -prune -o -path '*/surefire-reports/TEST-*.xml' -print | while read -r report; do
    class=$(basename "$report" .xml)
    class=${class#TEST-}
    source=${report%/target/*}/src/test/java/$(printf '%s' "$class" | tr . /).java
    [ -f "$source" ] || continue
    tag=$(sed -n 's/^@Tag("\(.*\)").*/\1/p' "$source" | head -n 1)
    sed -n 's/.*<testsuite .* time="\([0-9.,]*\)" tests="\([0-9]*\)".*/\1 \2/p' "$report" | tr -d , |
      sed "s/\$/ ${tag:-unit} $class/"
  done
}

list=$(classes | sort -rn)
[ -n "$list" ] || exit 0
echo 'seconds  tests  tag'
printf '%s\n' "$list" |
  awk '{ s[$3] += $1; t[$3] += $2 } END { for (k in s) printf "%7.1f  %5d  %s\n", s[k], t[k], k }' | sort -k3
[ "${1:-}" != --slowest ] || printf '%s\n' "$list" | head -n 20
