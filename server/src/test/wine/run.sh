#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs the tests tagged `windows` in a Windows JVM under Wine; `mvn verify -Pwine` calls it.
#
#   run.sh TARGET   the module's target folder, with classes, test-classes and wine/classpath.txt
#
# The reports lie beside those of the other tests, so that the summary at the end counts them.
set -euo pipefail

target="$(cd "$1" && pwd)"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cache="$("$here/setup.sh")"

# Z: is Wine's name for the root of this machine.
windows_path() { printf 'Z:%s' "$1"; }

class_path="$(windows_path "$target/test-classes");$(windows_path "$target/classes")"
while IFS= read -r -d ':' entry; do
  class_path="$class_path;$(windows_path "$entry")"
done < <(printf '%s:' "$(cat "$target/wine/classpath.txt")")

reports="$target/failsafe-reports/wine"
rm -rf "$reports"
mkdir -p "$reports" "$target/wine/tmp"

# Into a file, not a pipe: the services that Wine starts along would keep a pipe open after the tests have ended.
log="$target/wine/console.txt"
status=0
WINEDEBUG=-all timeout "${HVCR_WINE_TIMEOUT:-1500}" "$cache/bin/java" \
  --enable-native-access=ALL-UNNAMED -Xmx512m \
  -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
  -Djava.io.tmpdir="$(windows_path "$target/wine/tmp")" \
  -cp "$class_path" \
  org.junit.platform.console.ConsoleLauncher execute \
  --scan-classpath "$(windows_path "$target/test-classes")" --include-tag windows --include-engine junit-jupiter \
  --reports-dir "$(windows_path "$reports")" \
  --details=tree --disable-banner --disable-ansi-colors --fail-if-no-tests </dev/null >"$log" 2>&1 || status=$?
cat "$log"
if [ "$status" -ne 0 ]; then
  # The launcher's: 1 where a test failed, 2 where none was found. 124 is timeout's.
  printf 'wine: the tests of the Windows part ended with exit code %s\n' "$status" >&2
  exit "$status"
fi

mv "$reports/TEST-junit-jupiter.xml" "$target/failsafe-reports/TEST-wine.xml"
