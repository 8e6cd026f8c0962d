#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes a release in a throw-away copy, without publishing it: mirrors the folder, lets goreleaser check its configuration
# and build every platform, signs with a key made for the purpose, and compares names and checksums with what the registries
# expect. Builds goreleaser, which takes some minutes the first time.
#
# Usage: release/check.sh
set -eu
cd "$(dirname -- "$0")/.."
work=$(pwd)/target/release
rm -rf "$work"
mkdir -p "$work/gnupg"
chmod 700 "$work/gnupg"
GOBIN=$work go install github.com/goreleaser/goreleaser/v2@v2.16.0

git init --quiet --bare "$work/mirror.git"
release/mirror.sh "$work/mirror.git" 0.0.1
git clone --quiet --branch main "$work/mirror.git" "$work/clone"

export GNUPGHOME="$work/gnupg"
gpg --batch --quiet --passphrase '' --quick-generate-key 'release check' default default never
GPG_FINGERPRINT=$(gpg --list-keys --with-colons | sed -n 's/^fpr:*\([0-9A-F]*\):$/\1/p' | head -n 1)
export GPG_FINGERPRINT

cd "$work/clone"
"$work/goreleaser" check
"$work/goreleaser" release --clean --skip=publish,announce,validate
cd dist
gpg --verify terraform-provider-hvcr_0.0.1_SHA256SUMS.sig terraform-provider-hvcr_0.0.1_SHA256SUMS
cp ../terraform-registry-manifest.json terraform-provider-hvcr_0.0.1_manifest.json
sha256sum --check --quiet terraform-provider-hvcr_0.0.1_SHA256SUMS
for platform in linux_amd64 linux_arm64 windows_amd64 darwin_arm64; do
    python3 -m zipfile -l "terraform-provider-hvcr_0.0.1_$platform.zip" | grep -q 'terraform-provider-hvcr_v0.0.1'
done
printf 'the release is complete, signed, and named as the registries want it\n'
