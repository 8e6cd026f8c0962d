#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs the built provider with real CLIs against the real agent and its simulator. build.sh calls it.
#
# The CLIs are the terraform on PATH, as the oldest that is supported, and Terraform 1.15.5, which is fetched into
# ${XDG_CACHE_HOME:-~/.cache}/hvcr. With HVCR_OPENTOFU=1 OpenTofu 1.12.6 is built there, once, and tested too. With
# HVCR_TF_BENCH=1000 a thousand collections are planned and applied, and measured.
#
# Usage: acceptance.sh [go test arguments]
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

agent=$(cd .. && pwd)/server/target/hvcr-agent
if [ ! -x "$agent/bin/hvcr-agent" ]; then
    left_out "acceptance tests: $agent is not there; mvn package makes it"
    exit 0
fi
cache=${XDG_CACHE_HOME:-$HOME/.cache}/hvcr
if ! newest=$(setup/terraform.sh "$cache"); then
    left_out "acceptance tests: Terraform 1.15.5 cannot be fetched"
    exit 0
fi
clis=$newest
unset TF_CLI_CONFIG_FILE
if oldest=$(command -v terraform); then
    clis=$oldest:$clis
else
    left_out "acceptance tests with the oldest Terraform: no terraform is on PATH"
fi
if [ "${HVCR_OPENTOFU:-}" = 1 ]; then
    clis=$(setup/opentofu.sh "$cache"):$clis
fi

began=$(date +%s)
setup/docs.sh "$newest"
tested "docs are what the schemas say"

HVCR_TF_CLIS=$clis
HVCR_TF_PROVIDER=$(pwd)/target/bin
HVCR_AGENT_HOME=$agent
export HVCR_TF_CLIS HVCR_TF_PROVIDER HVCR_AGENT_HOME
go build -o target/bin/terraform-provider-empty ./internal/testing/empty
go test -count=1 -timeout 30m -v ./internal/acceptance/... "$@" >target/acceptance.log 2>&1 || {
    grep -E -A60 '^ *--- FAIL|^panic|^FAIL' target/acceptance.log | head -n 400 >&2
    printf '[ERROR] acceptance tests failed; the whole log is %s\n' "$(pwd)/target/acceptance.log" >&2
    exit 1
}
grep -E 'LEFT OUT' target/acceptance.log | sed 's/^ *[a-z_]*\.go:[0-9]*: //' | sort | uniq -c | while read -r times what; do
    printf '%s × %s\n' "$times" "$what"
done
passed=$(grep -c -E '^ *--- PASS' target/acceptance.log)
skipped=$(grep -c -E 'LEFT OUT' target/acceptance.log || true)
versions=$(printf '%s' "$clis" | tr ':' '\n' | while read -r cli; do "$cli" version | head -n 1; done | paste -s -d, -)
tested "$passed acceptance tests with $versions; $skipped not there in the older ($(($(date +%s) - began)) s)"
grep -A12 'resources$' target/acceptance.log | sed -n '/first plan/,/requests of that plan/p' || true
