#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs the built provider with real CLIs against the real agent and its simulator. build.sh calls it.
#
# The CLIs are Terraform 1.11.4, the oldest that is supported, and 1.15.5. They are fetched into
# ${XDG_CACHE_HOME:-~/.cache}/hvcr, unless the one on PATH is of that version. With HVCR_OPENTOFU=1 OpenTofu 1.12.6 is built
# there, once, and tested too. With HVCR_TF_BENCH=1000 a thousand collections are planned and applied, and measured.
#
# Usage: acceptance.sh [go test arguments]
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

agent=$(cd .. && pwd)/server/target/hvcr-agent
if [ ! -x "$agent/bin/hvcr-agent" ]; then
    left_out "acceptance tests of the Terraform provider: $agent is not there; mvn package makes it"
    exit 0
fi
# Neither a caller's configuration nor his credentials belong into a test.
unset TF_CLI_CONFIG_FILE TF_CLI_ARGS TF_DATA_DIR TF_LOG TF_WORKSPACE
cache=${XDG_CACHE_HOME:-$HOME/.cache}/hvcr

# terraform_of VERSION: the path of such a program.
terraform_of() {
    found=$(command -v terraform || true)
    if [ -n "$found" ] && "$found" version 2>/dev/null | grep -q "^Terraform v$1\$"; then
        printf '%s\n' "$found"
        return 0
    fi
    setup/terraform.sh "$1" "$cache"
}

if ! newest=$(terraform_of 1.15.5); then
    left_out "acceptance tests of the Terraform provider: Terraform 1.15.5 cannot be fetched"
    exit 0
fi
if oldest=$(terraform_of 1.11.4); then
    clis=$oldest:$newest
else
    left_out "acceptance tests with Terraform 1.11.4: it cannot be fetched"
    clis=$newest
fi
if [ "${HVCR_OPENTOFU:-}" = 1 ]; then
    clis=$(setup/opentofu.sh "$cache"):$clis
fi

setup/docs.sh "$newest"
tested "the provider's docs are what its schemas say"

began=$(date +%s)
HVCR_TF_CLIS=$clis
HVCR_TF_PROVIDER=$(pwd)/target/bin
HVCR_AGENT_HOME=$agent
export HVCR_TF_CLIS HVCR_TF_PROVIDER HVCR_AGENT_HOME
go build -o target/bin/terraform-provider-empty ./internal/testing/empty
go test -count=1 -timeout 30m -parallel 4 -v ./internal/acceptance/... "$@" >target/acceptance.log 2>&1 || {
    grep -E -A60 '^ *--- FAIL|^panic|^FAIL' target/acceptance.log | head -n 400 >&2
    printf '[ERROR] acceptance tests failed; the whole log is %s\n' "$(pwd)/target/acceptance.log" >&2
    exit 1
}
seconds=$(($(date +%s) - began))
# Loud: what a CLI has not is said by name, with the tests that did not run with it.
awk '/^=== / { test = $3 } /LEFT OUT/ { sub(/^ *[a-z_]*\.go:[0-9]*: /, ""); print test ": " $0 }' target/acceptance.log
passed=$(grep -c -E '^ *--- PASS' target/acceptance.log)
skipped=$(grep -c 'LEFT OUT' target/acceptance.log || true)
versions=$(printf '%s\n' "$clis" | tr ':' '\n' | while read -r cli; do "$cli" version | head -n 1; done | paste -s -d, - | sed 's/,/, /g')
tested "$passed acceptance tests with $versions; $skipped not with a CLI that lacks the feature ($seconds s)"
sed -n '/first plan/,/requests of that plan/p' target/acceptance.log
