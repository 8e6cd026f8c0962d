#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds and tests the Ansible collection: every gate, the unit tests and the tests against the agent, on the newest ansible-core and
# on the oldest one that is supported. `mvn verify` calls it; it also works by itself.
#
#   build.sh [PHASE ...]      phases: gates units integration (default: all)
#   build.sh environment      prints the folder with ansible-playbook of the newest ansible-core, and makes it where it is missing
#   build.sh playbook         the same with nothing but ansible-core in it: made in a few seconds, for who only runs playbooks
#   build.sh bench            measures
#
# All tools live in private virtual environments with pinned versions below ${XDG_CACHE_HOME:-$HOME/.cache}/hvcr/ansible. Nothing
# outside of it and of target/ is written. HVCR_ANSIBLE_LEGS names other releases of ansible-core; build/versions has them.

# Whoever starts this with sh gets the shell that it is written for.
if [ -z "${BASH_VERSION:-}" ]; then
    set -eu
    cd "$(dirname -- "$0")"
    . ../.mvn/build/part.sh
    need bash "the Ansible collection"
    exec bash -- ./build.sh "$@"
fi

set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")"
HERE=$PWD
# shellcheck source=../.mvn/build/part.sh
. ../.mvn/build/part.sh

readonly HERE
readonly CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/hvcr/ansible
readonly PRIVATE_HOME=$CACHE/home
readonly TARGET=$HERE/target
readonly AGENT=$HERE/../server/target/hvcr-agent/bin/hvcr-agent
read -ra LEGS <<<"${HVCR_ANSIBLE_LEGS:-2.21 2.16}"
PHASES=("$@")

wants() {
    [ ${#PHASES[@]} -eq 0 ] && return 0
    local phase
    for phase in "${PHASES[@]}"; do
        [ "$phase" = "$1" ] && return 0
    done
    return 1
}

# find_python VERSION: prints a Python of that version that can make virtual environments. Version managers put shims on PATH for
# versions that are not selected as well, so PATH is asked last and believed only if the program really starts.
find_python() {
    local candidate
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python "/usr/local/bin/python$1" "/usr/bin/python$1" \
        "$(command -v "python$1" || true)"; do
        if [ -x "$candidate" ] && "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            "$candidate" -c 'import os, sys; print(os.path.realpath(sys.executable))'
            return 0
        fi
    done
    return 1
}

# leg CORE: sets VERSION, PYTHON and VENV for a release of ansible-core; 1 where no Python on this machine can run it.
leg() {
    local pythons version
    pythons=$(awk -v core="$1" '$1 == core { print $2 }' build/versions)
    for version in ${pythons//,/ }; do
        if PYTHON=$(find_python "$version"); then
            VERSION=$version
            VENV=$CACHE/venv-$1-py$version-$(cat "build/requirements-$1.txt" build/requirements-units.txt | cksum | cut -d' ' -f1)
            return 0
        fi
    done
    MISSING="no Python of ${pythons//,/, } with venv and ensurepip was found"
    return 1
}

# prepared CORE: makes the environment of a leg where it is missing.
prepared() {
    local pip
    pip=$(awk -v core="$1" '$1 == core { print $3 }' build/versions)
    if [ ! -e "$VENV/complete" ]; then
        step "environment of ansible-core $1" fill "$VENV" -r "build/requirements-$1.txt" -r build/requirements-units.txt
    fi
    mkdir -p -- "$PRIVATE_HOME/.ansible/test/cache"
    cp build/get_pip.py "$PRIVATE_HOME/.ansible/test/cache/get_pip_$pip.py"
}

# fill VENV ARGUMENT ...: makes a virtual environment, complete or not at all.
fill() {
    local venv=$1
    shift
    rm -rf -- "$venv"
    "$PYTHON" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    touch "$venv/complete"
}

# inside COMMAND ...: runs it with the leg's tools first on PATH, with the oldest Python behind them, and with a home of its own.
inside() {
    local pip_config=${PIP_CONFIG_FILE:-$HOME/.config/pip/pip.conf}
    [ -e "$pip_config" ] || pip_config=/dev/null
    env -u PYTHONPATH -u ANSIBLE_CONFIG -u HVCR_URL -u HVCR_TOKEN -u HVCR_TOKEN_FILE -u HVCR_CA_FILE -u HVCR_CLIENT_CERT -u HVCR_CLIENT_KEY \
        HOME="$PRIVATE_HOME" PATH="$VENV/bin:$OTHERS/usr/local/bin:/usr/bin:/bin" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        PIP_CONFIG_FILE="$pip_config" ANSIBLE_HOME="$PRIVATE_HOME/.ansible" ANSIBLE_COLLECTIONS_PATH="${COLLECTIONS:-}" "$@"
}

# oldest_python: the folder of the oldest Python that was found, with a colon behind it. What it and the newest one take, those
# between them take as well, and every further one costs half a minute of environments.
oldest_python() {
    local version other
    for version in 3.9 3.10 3.11; do
        if other=$(find_python "$version"); then
            printf '%s:' "$(dirname -- "$other")"
            return 0
        fi
    done
}

# staged NAME: makes a copy of the collection where ansible-test wants it, and sets STAGE and COLLECTIONS.
staged() {
    COLLECTIONS=$TARGET/$1
    STAGE=$COLLECTIONS/ansible_collections/hvcr/hyperv
    rm -rf -- "$COLLECTIONS"
    mkdir -p -- "$STAGE"
    tar -cf - --exclude=./target --exclude=./build --exclude=./build.sh --exclude=./pom.xml --exclude=./.ansible --exclude=__pycache__ . | tar -xf - -C "$STAGE"
    git -C "$STAGE" init --quiet
    git -C "$STAGE" add --all
}

# step NAME COMMAND ...: runs it quietly, and shows what it printed if it fails.
step() {
    local name=$1 began=$SECONDS
    shift
    local log=$TARGET/logs/${name//[^a-z0-9.-]/_}.log
    mkdir -p -- "$TARGET/logs"
    # In a shell of its own, in which the first command that fails is the end.
    local status=0
    (
        trap - ERR
        set -e
        "$@"
    ) >"$log" 2>&1 &
    wait $! || status=$?
    if [ "$status" -eq 0 ]; then
        printf '  %-52s %4d s\n' "$name" $((SECONDS - began))
    else
        cat -- "$log"
        printf '[ERROR] %s failed; %s has its output\n' "$name" "$log" >&2
        return 1
    fi
}

in_stage() {
    cd "$STAGE"
    inside "$@"
    cd "$HERE"
}

# sanity CORE OPTION ...: looks at every Python on PATH, unless the options name one.
sanity() {
    staged "sanity-$1"
    in_stage ansible-test sanity --venv --color no --skip-test pslint "${@:2}"
}

units() {
    staged "units-$1"
    mkdir -p "$STAGE/tests/unit/support/jsonrpc"
    cp ../examples/jsonrpc/*.json "$STAGE/tests/unit/support/jsonrpc/"
    in_stage ansible-test units --local --python "$VERSION" --color no
}

changelog() {
    in_stage antsibull-changelog lint
    in_stage antsibull-changelog lint-changelog-yaml changelogs/changelog.yaml
}

documentation() {
    in_stage antsibull-docs lint-collection-docs --plugin-docs --skip-rstcheck --validate-collection-refs self .
}

playbook_lint() {
    in_stage ansible-lint --offline --strict --profile production
}

# Builds the artefact, installs it as a user would, and shows it to the importer of Galaxy.
artefact() {
    rm -rf -- "$TARGET/artefact" "$TARGET/installed"
    in_stage ansible-galaxy collection build --output-path "$TARGET/artefact"
    local file
    file=$(echo "$TARGET"/artefact/hvcr-hyperv-*.tar.gz)
    inside ansible-galaxy collection install --offline --force -p "$TARGET/installed/ansible_collections" "$file"
    cd "$TARGET/artefact"
    GALAXY_IMPORTER_CONFIG=$HERE/build/galaxy-importer.cfg inside python -m galaxy_importer.main "$file" | tee importer.log
    # The importer warns where the index would show a defect.
    if grep -E '^(WARNING|ERROR)' importer.log; then
        return 1
    fi
}

integration() {
    staged "integration-$1"
    printf -- '---\nhvcr_agent: %s\n' "$AGENT" >"$STAGE/tests/integration/integration_config.yml"
    in_stage ansible-test integration --local --python "$VERSION" --color no
}

gates() {
    if [ "$1" != "${USABLE[0]}" ]; then
        step "ansible-test sanity on $1" sanity "$1" --python "$VERSION"
        return
    fi
    staged gates
    step "changelog" changelog
    step "documentation" documentation
    step "ansible-lint, profile production" playbook_lint
    step "artefact, installation and galaxy-importer" artefact
    step "ansible-test sanity on $1" sanity "$1"
}

behaviour() {
    if wants units; then
        step "ansible-test units on $1" units "$1"
    fi
    if wants integration && [ -x "$AGENT" ]; then
        step "ansible-test integration on $1" integration "$1"
    fi
}

# lane FUNCTION: runs a function for every leg, one after the other, in a process of its own.
lane() {
    local core
    for core in "${USABLE[@]}"; do
        leg "$core"
        "$1" "$core"
    done
}

everything() {
    local core began=$SECONDS status=0
    need git "the Ansible collection"
    USABLE=()
    OTHERS=$(oldest_python)
    for core in "${LEGS[@]}"; do
        if leg "$core"; then
            prepared "$core"
            USABLE+=("$core")
        else
            left_out "ansible-core $core: $MISSING"
        fi
    done
    [ ${#USABLE[@]} -gt 0 ] || return 0
    if wants integration && [ ! -x "$AGENT" ]; then
        left_out "tests against the agent: $AGENT is not built (mvn package -pl server)"
    fi
    # What reads the files and what runs them need each other not at all: each gets a processor.
    (wants gates || exit 0; lane gates) &
    local reading=$!
    (lane behaviour) &
    wait $! || status=1
    wait "$reading" || status=1
    [ "$status" -eq 0 ] || exit 1
    for core in "${USABLE[@]}"; do
        leg "$core"
        tested "hvcr.hyperv on ansible-core $core, Python $VERSION: ${PHASES[*]:-gates units integration}"
    done
    printf '%d s\n' $((SECONDS - began))
}

# Prints nothing but the folder, for scripts.
environment() {
    leg "${LEGS[0]}" || { printf '%s\n' "$MISSING" >&2; return 1; }
    prepared "${LEGS[0]}" >&2
    printf '%s\n' "$VENV/bin"
}

playbook() {
    leg "${LEGS[0]}" || { printf '%s\n' "$MISSING" >&2; return 1; }
    # Whoever ran the build has a larger one already.
    if [ ! -e "$VENV/complete" ]; then
        local requirements=build/requirements-${LEGS[0]}.txt
        VENV=$CACHE/playbook-${LEGS[0]}-py$VERSION-$(cksum <"$requirements" | cut -d' ' -f1)
        if [ ! -e "$VENV/complete" ]; then
            step "environment for playbooks" fill "$VENV" -c "$requirements" "$(grep '^ansible-core==' "$requirements")" >&2
        fi
    fi
    printf '%s\n' "$VENV/bin"
}

bench() {
    leg "${LEGS[0]}" || { printf '%s\n' "$MISSING" >&2; return 1; }
    OTHERS=
    prepared "${LEGS[0]}"
    staged bench
    inside python build/bench/bench.py "$AGENT" "$COLLECTIONS"
}

case ${PHASES[0]:-} in
    environment) environment ;;
    playbook) playbook ;;
    bench) bench ;;
    *) everything ;;
esac
