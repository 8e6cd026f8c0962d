#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Generates docs/ from the schemas, templates/ and examples/, and fails where what is there differs; with --write it
# replaces it.
#
# Usage: setup/docs.sh TERRAFORM [--write]     (a Terraform that knows actions and lists: 1.14 or newer)
set -eu
cd "$(dirname -- "$0")/.."
terraform=$1
work=$(pwd)/target/docs-work
rm -rf "$work"
mkdir -p "$work/rendered"

cat >"$work/cli.rc" <<RC
provider_installation {
  dev_overrides {
    "hvcr/hvcr" = "$(pwd)/target/bin"
  }
  direct {}
}
RC
cat >"$work/main.tf" <<'TF'
terraform {
  required_providers {
    hvcr = { source = "hvcr/hvcr" }
  }
}
TF
# The generator looks a provider up below hashicorp/.
(cd "$work" && TF_CLI_CONFIG_FILE=cli.rc CHECKPOINT_DISABLE=1 "$terraform" providers schema -json) |
    sed 's#registry.terraform.io/hvcr/hvcr#registry.terraform.io/hashicorp/hvcr#' >"$work/schema.json"
target/bin/tfplugindocs generate --provider-name hvcr --providers-schema "$work/schema.json" \
    --rendered-website-dir target/docs-work/rendered >"$work/log" || {
    cat "$work/log" >&2
    exit 1
}
if [ "${2:-}" = --write ]; then
    rm -rf docs
    mv "$work/rendered" docs
elif ! diff -r "$work/rendered" docs; then
    printf '[ERROR] docs/ is not what the schemas, templates and examples say; run setup/docs.sh %s --write\n' "$terraform" >&2
    exit 1
fi
