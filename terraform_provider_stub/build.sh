#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds and tests the provider: formatting, vet, staticcheck, unit tests, documentation, and acceptance tests with real
# CLIs against the real agent. `mvn verify` calls it. Needs Go 1.25 and a Python 3 with pip; everything else is fetched.
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

need go "the Terraform provider"
minor=$(go env GOVERSION | sed -n 's/^go1\.\([0-9]*\).*/\1/p')
if [ "${minor:-0}" -lt 25 ]; then
    left_out "the Terraform provider: it needs Go 1.25, and $(go env GOVERSION) is on PATH"
    exit 0
fi
if ! go mod download || ! (cd tools && go mod download); then
    left_out "the Terraform provider: its Go modules cannot be downloaded"
    exit 0
fi
mkdir -p target/bin
# A clone that belongs to another user is no reason to fail, and nobody's credentials belong into a test.
export GOFLAGS="${GOFLAGS:+$GOFLAGS }-buildvcs=false"
unset HVCR_URL HVCR_TOKEN HVCR_TOKEN_FILE HVCR_CA_FILE HVCR_CLIENT_CERT HVCR_CLIENT_KEY HVCR_TLS_SERVER_NAME HVCR_EXPECT_CLUSTER

began=$(date +%s)
unformatted=$(gofmt -l main.go internal)
if [ -n "$unformatted" ]; then
    printf '[ERROR] not formatted with gofmt:\n%s\n' "$unformatted" >&2
    exit 1
fi
go mod tidy -diff
go build -o target/bin/terraform-provider-hvcr .
go vet ./...
(cd tools && go build -o ../target/bin/ tool)
target/bin/staticcheck -checks all,-ST1000 ./...
go test -shuffle=on ./... >target/test.log 2>&1 || {
    cat target/test.log >&2
    exit 1
}
grep -v 'no test files' target/test.log
tested "the provider's unit tests, vet and staticcheck ($(($(date +%s) - began)) s)"

if git rev-parse --verify --quiet HEAD >/dev/null 2>&1; then
    rm -rf target/mirror.git
    git init --quiet --bare target/mirror.git
    GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.invalid GIT_COMMITTER_NAME=test GIT_COMMITTER_EMAIL=test@example.invalid \
        release/mirror.sh target/mirror.git 0.0.0
    tested "the mirror that the registries read"
else
    left_out "the mirror that the registries read: this is no git clone"
fi

./acceptance.sh
