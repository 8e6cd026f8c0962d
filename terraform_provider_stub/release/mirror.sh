#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Copies this folder, as HEAD has it, into the repository that the registries want: one of its own, named
# terraform-provider-hvcr, with the provider at its root. Each release is one commit on main and one tag there.
#
# Usage: release/mirror.sh REPOSITORY VERSION      such as git@…:hvcr/terraform-provider-hvcr.git 1.0.0
set -eu
cd "$(dirname -- "$0")/.."
repository=$1
tag=v${2#v}
prefix=$(git rev-parse --show-prefix)
source=$(git rev-parse HEAD)

# A repository named by a path is meant from here, not from where git keeps its own.
if [ -d "$repository" ]; then
    repository=$(cd "$repository" && pwd)
fi
if git ls-remote --exit-code "$repository" "refs/tags/$tag" >/dev/null 2>&1; then
    printf '[ERROR] %s has the tag %s already\n' "$repository" "$tag" >&2
    exit 1
fi

# The folder's tree, with the licence of the project, in an index of its own.
index=$(mktemp -u)
trap 'rm -f "$index"' EXIT
GIT_INDEX_FILE=$index git read-tree "HEAD:${prefix%/}"
GIT_INDEX_FILE=$index git update-index --add --cacheinfo "100644,$(git rev-parse HEAD:LICENSE),LICENSE"
tree=$(GIT_INDEX_FILE=$index git write-tree)

parent=
if git fetch --quiet "$repository" main 2>/dev/null; then
    parent="-p $(git rev-parse FETCH_HEAD)"
fi
# shellcheck disable=SC2086  # Two words, or none.
commit=$(git commit-tree "$tree" $parent -m "Release $tag" -m "From $source.")
git push --quiet "$repository" "$commit:refs/heads/main" "$commit:refs/tags/$tag"
printf '%s is %s in %s\n' "$tag" "$commit" "$repository"
