#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds OpenTofu 1.12.6, for tests, into the cache and prints its path. It takes some minutes, once.
#
# Usage: setup/opentofu.sh CACHE
set -eu
cd "$(dirname -- "$0")/../tools/opentofu"
program=$1/opentofu-1.12.6/tofu

if ! "$program" version 2>/dev/null | grep -q '^OpenTofu v1\.12\.6$'; then
    mkdir -p "$(dirname -- "$program")"
    go build -ldflags '-s -w -X github.com/opentofu/opentofu/version.dev=no' -o "$program" \
        github.com/opentofu/opentofu/cmd/tofu >&2
fi
printf '%s\n' "$program"
