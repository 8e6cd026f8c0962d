#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds and tests the Ansible collection: every gate, the unit tests and the tests against the agent, on the newest ansible-core and
# on the oldest one that is supported. `mvn verify` calls it; it also works by itself.
#
#   build.sh [PHASE ...]      phases: gates units integration (default: all)
#   build.sh environment      prints the folder with ansible-playbook of the newest ansible-core, and makes it where it is missing
#   build.sh bench            measures
#
# All tools live in private virtual environments with pinned versions below ${XDG_CACHE_HOME:-$HOME/.cache}/hvcr/ansible. Nothing
# outside of it and of target/ is written. HVCR_ANSIBLE_LEGS names other releases of ansible-core; build/versions has them.
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

# python VERSION: prints a Python of that version that can make virtual environments. Version managers' shims are not looked at,
# because they exist for versions that are not selected as well.
python() {
    local candidate
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$1".*/bin/python "/usr/local/bin/python$1" "/usr/bin/python$1"; do
        if [ -x "$candidate" ] && "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# leg CORE: sets PYTHON, VERSION and VENV for a release of ansible-core, and makes the environment where it is missing.
leg() {
    local pythons pip requirements key
    pythons=$(awk -v core="$1" '$1 == core { print $2 }' build/versions)
    pip=$(awk -v core="$1" '$1 == core { print $3 }' build/versions)
    VERSION=
    for version in ${pythons//,/ }; do
        if PYTHON=$(python "$version"); then
            VERSION=$version
            break
        fi
    done
    if [ -z "$VERSION" ]; then
        left_out "ansible-core $1: no Python of ${pythons//,/, } with venv and ensurepip was found"
        return 1
    fi
    requirements=build/requirements-$1.txt
    key=$(cat "$requirements" build/requirements-units.txt | cksum | cut -d' ' -f1)
    VENV=$CACHE/venv-$1-py$VERSION-$key
    if [ ! -e "$VENV/complete" ]; then
        step "environment of ansible-core $1" environment "$requirements"
    fi
    install -D -m 0644 build/get_pip.py "$PRIVATE_HOME/.ansible/test/cache/get_pip_$pip.py"
}

environment() {
    rm -rf -- "$VENV"
    "$PYTHON" -m venv "$VENV"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -r "$1" -r build/requirements-units.txt
    touch "$VENV/complete"
}

# inside COMMAND ...: runs it with the leg's tools first on PATH, with other Pythons behind them, and with a home of its own.
inside() {
    local path=$VENV/bin version other
    for version in 3.9 3.10 3.11 3.12 3.13 3.14; do
        if other=$(python "$version"); then
            path=$path:$(dirname -- "$other")
        fi
    done
    local pip_config=${PIP_CONFIG_FILE:-$HOME/.config/pip/pip.conf}
    [ -e "$pip_config" ] || pip_config=/dev/null
    env -u PYTHONPATH -u ANSIBLE_CONFIG -u HVCR_URL -u HVCR_TOKEN -u HVCR_TOKEN_FILE -u HVCR_CA_FILE -u HVCR_CLIENT_CERT -u HVCR_CLIENT_KEY \
        HOME="$PRIVATE_HOME" PATH="$path:/usr/local/bin:/usr/bin:/bin" LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 \
        PIP_CONFIG_FILE="$pip_config" ANSIBLE_HOME="$PRIVATE_HOME/.ansible" ANSIBLE_COLLECTIONS_PATH="${COLLECTIONS:-}" "$@"
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
    if "$@" >"$log" 2>&1; then
        printf '  %-52s %4d s\n' "$name" $((SECONDS - began))
    else
        cat -- "$log"
        printf '[ERROR] %s failed; %s has its output\n' "$name" "$log" >&2
        return 1
    fi
}

in_stage() {
    (cd "$STAGE" && inside "$@")
}

sanity() {
    staged "sanity-$1"
    in_stage ansible-test sanity --venv --color no --skip-test pslint
}

units() {
    staged "units-$1"
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
    rm -rf -- "$TARGET/artefact"
    in_stage ansible-galaxy collection build --output-path "$TARGET/artefact"
    local file
    file=$(echo "$TARGET"/artefact/hvcr-hyperv-*.tar.gz)
    rm -rf -- "$TARGET/installed"
    inside ansible-galaxy collection install --offline --force -p "$TARGET/installed/ansible_collections" "$file"
    (cd "$TARGET/artefact" && GALAXY_IMPORTER_CONFIG=$HERE/build/galaxy-importer.cfg inside python -m galaxy_importer.main "$file" | tee importer.log)
    # The importer warns where the index would show a defect.
    if grep -E '^(WARNING|ERROR)' "$TARGET/artefact/importer.log"; then
        return 1
    fi
}

integration() {
    staged "integration-$1"
    printf -- '---\nhvcr_agent: %s\n' "$AGENT" >"$STAGE/tests/integration/integration_config.yml"
    in_stage ansible-test integration --local --python "$VERSION" --color no
}

gates() {
    staged gates
    step "changelog" changelog
    step "documentation" documentation
    step "ansible-lint, profile production" playbook_lint
    step "artefact, installation and galaxy-importer" artefact
}

# both COMMAND -- COMMAND: runs two side by side, each in a process of its own, and fails if one of them fails.
both() {
    local first=() status=0
    while [ "$1" != -- ]; do
        first+=("$1")
        shift
    done
    shift
    ("${first[@]}") &
    local pid=$!
    ("$@") || status=1
    wait "$pid" || status=1
    return "$status"
}

tests_against_the_agent() {
    if "$AGENT" serve --help >/dev/null 2>&1; then
        step "ansible-test integration on $1" integration "$1"
    else
        left_out "tests against the agent: $AGENT is not built (mvn package -pl server)"
    fi
}

# Prints nothing but the folder, for scripts.
environment_only() {
    leg "${LEGS[0]}" >&2
    printf '%s\n' "$VENV/bin"
}

bench() {
    leg "${LEGS[0]}"
    staged bench
    inside python build/bench/bench.py "$AGENT" "$COLLECTIONS"
}

main() {
    local core began
    case ${PHASES[0]:-} in
        environment) environment_only; return ;;
        bench) bench; return ;;
    esac
    for core in "${LEGS[@]}"; do
        began=$SECONDS
        printf '\nansible-core %s\n' "$core"
        leg "$core" || continue
        if wants gates; then
            if [ "$core" = "${LEGS[0]}" ]; then
                both gates -- step "ansible-test sanity on $core" sanity "$core"
            else
                step "ansible-test sanity on $core" sanity "$core"
            fi
        fi
        if wants units; then
            step "ansible-test units on $core" units "$core"
        fi
        if wants integration; then
            tests_against_the_agent "$core"
        fi
        tested "hvcr.hyperv on ansible-core $core, Python $VERSION ($((SECONDS - began)) s)"
    done
}

main
