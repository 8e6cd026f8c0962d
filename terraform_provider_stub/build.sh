#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds and tests the provider: formatting, vet, staticcheck and unit tests. `mvn verify` calls it.
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

need go "the Terraform provider"
if ! go mod download; then
    left_out "the Terraform provider: its Go modules cannot be downloaded"
    exit 0
fi
mkdir -p target/bin

began=$(date +%s)
unformatted=$(gofmt -l main.go internal)
if [ -n "$unformatted" ]; then
    printf '[ERROR] not formatted with gofmt:\n%s\n' "$unformatted" >&2
    exit 1
fi
go mod tidy -diff
go build -o target/bin/terraform-provider-hvcr .
go vet ./...
(cd tools && go build -o ../target/bin/ honnef.co/go/tools/cmd/staticcheck)
target/bin/staticcheck -checks all,-ST1000 ./...
go test ./...
tested "unit tests, vet and staticcheck ($(($(date +%s) - began)) s)"
