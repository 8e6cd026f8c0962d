# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
#
# Sourced by the build.sh of a part of the project that Maven cannot build itself. The part says with these functions
# what it did; the summary at the end of `mvn verify` repeats it. It also works without Maven: then it only prints.

# tested WHAT: notes what was built or tested, such as "quickstart (12 s)".
tested() {
    part_note "tested: $*"
}

# left_out WHAT AND WHY: notes what could not be done here. On a build machine (CI=true) nothing may be left out.
left_out() {
    if [ "${CI:-}" = true ]; then
        printf '[ERROR] left out although CI=true: %s\n' "$*" >&2
        exit 1
    fi
    part_note "left out: $*"
}

# need PROGRAM FOR-WHAT: ends the part, left out, where a program is missing.
need() {
    command -v "$1" >/dev/null 2>&1 && return 0
    left_out "$2: the program $1 is not on PATH"
    exit 0
}

part_note() {
    printf '%s\n' "$1"
    if [ -n "${HVCR_PART_REPORT:-}" ]; then
        printf '%s\n' "$1" >>"$HVCR_PART_REPORT"
    fi
}
