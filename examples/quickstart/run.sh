#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Watches guest clusters being replicated, from nothing: builds the agent if needed, starts one for a primary and one for
# a recovery cluster on a simulated fabric, starts replication with curl (over the network, by export, at a later time),
# applies a declared document twice, runs a playbook twice, and shows both sites until everything replicates. It stops what
# it started.
#
# Needs Maven (to build), a JDK 21 or newer somewhere, and curl. The playbook needs ansible-core 2.16 or newer on PATH, or a
# Python 3.12 or newer, with which it makes an environment below ~/.cache/hvcr. Nothing else outside a temporary folder is touched.
set -eu

here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -P -- "$here/../.." && pwd -P)
agent=$root/server/target/hvcr-agent/bin/hvcr-agent

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
die() {
    printf 'quickstart: %s\n' "$*" >&2
    exit 1
}

command -v curl >/dev/null 2>&1 || die "needs curl; install it with your package manager."
if [ ! -x "$agent" ]; then
    command -v mvn >/dev/null 2>&1 || die "needs Maven to build the agent; install it with your package manager."
    say "building the agent (once)"
    (cd "$root" && mvn -q -pl server package -DskipTests)
fi

work=$(mktemp -d)
pids=
stop() {
    for pid in $pids; do kill "$pid" 2>/dev/null || :; done
    for pid in $pids; do wait "$pid" 2>/dev/null || :; done
    pids=
}
# Whatever happens, no agent and no file is left behind.
trap 'code=$?; trap - EXIT INT TERM; stop; [ "$code" -eq 0 ] || show_logs; rm -rf "$work"; exit "$code"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
show_logs() {
    for log in "$work"/*.log; do
        [ ! -s "$log" ] || { printf '\n-- %s\n' "${log##*/}" >&2; tail -n 20 "$log" >&2; }
    done
}

# start SITE: an agent of that site on the common fabric. Two minutes of the fabric pass in one second.
start() {
    "$agent" serve --host simulator --site "$1" --fabric "$work/fabric.db" --clock scaled:120 \
        --data "$work/$1" --listen 127.0.0.1:0 >"$work/$1.ready" 2>"$work/$1.log" &
    pids="$pids $!"
    tries=0
    until grep -q '^ready ' "$work/$1.ready"; do
        kill -0 "$!" 2>/dev/null || die "the agent of the $1 site ended before it was ready."
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || die "the agent of the $1 site is not ready after 60 seconds."
        sleep 0.2
    done
    cat "$work/$1.ready"
    printf 'Authorization: Bearer %s\n' "$(cat "$work/$1/administrator.token")" >"$work/$1.auth"
}

# url SITE: where the agent of that site listens.
url() { sed -n 's/^ready url=\([^ ]*\).*/\1/p' "$work/$1.ready"; }

# rpc SITE METHOD PARAMS: one JSON-RPC call with curl; the token stays out of the process list.
rpc() {
    printf '%s %s\n' "--> $2" "$3"
    printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":%s}' "$2" "$3" |
        curl --silent --show-error --max-time 60 --cacert "$work/$1/server.pem" --header @"$work/$1.auth" \
            --header 'Content-Type: application/json' --data-binary @- "$(url "$1")/rpc" | tee "$work/answer"
    printf '\n'
    case $(cat "$work/answer") in
        *'"result":'*) ;;
        *) die "$2 was refused." ;;
    esac
}

# both: both sites side by side.
both() { "$agent" status --data "$work/primary" --data "$work/recovery"; }

# ansible: puts an ansible-playbook on PATH that can run the collection; says why where there is none.
ansible() {
    if command -v ansible-playbook >/dev/null 2>&1 && ansible-playbook --version 2>/dev/null | grep -qE 'core 2\.(1[6-9]|[2-9][0-9])'; then
        return 0
    fi
    if command -v bash >/dev/null 2>&1 && bin=$("$root/ansible_collection/build.sh" playbook); then
        PATH=$bin:$PATH
        return 0
    fi
    [ "${CI:-}" != true ] || die "CI=true, and the playbook cannot be run: see above."
    echo "left out: the playbook needs ansible-core 2.16 or newer on PATH, or a Python 3.12 or newer to get it with."
    return 1
}

# play: the playbook against the primary site's agent, with the collection of this checkout.
play() {
    HVCR_URL=$(url primary) HVCR_CA_FILE=$work/primary/server.pem HVCR_TOKEN_FILE=$work/primary/administrator.token \
        ANSIBLE_COLLECTIONS_PATH=$work/collections ANSIBLE_HOME=$work/ansible ANSIBLE_NOCOWS=1 ANSIBLE_LOCALHOST_WARNING=false \
        ANSIBLE_INVENTORY_UNPARSED_WARNING=false LC_ALL=$utf8 ansible-playbook "$here/declare.yml"
}

say "two agents: a primary and a recovery cluster on one simulated fabric"
start primary
start recovery
both

settings='{"RecoveryConnectionPoint":"broker.recovery.example","RecoveryServerPortNumber":443,"AuthenticationType":2,"CertificateThumbPrint":"0123456789abcdef0123456789abcdef01234567"}'

say "StartReplication over the network, now"
rpc primary hyperv.CreateReplicationRelationship "{\"Collection\":\"sql-fci\",\"CollectionReplicationSettingData\":$settings,\"wait\":\"started\",\"timeoutSeconds\":30}"
rpc primary hyperv.StartReplication '{"Collection":"sql-fci","InitialReplicationType":1,"InitialReplicationExportLocation":null,"StartTime":null}'

say "StartReplication by export to a directory of the host"
rpc primary hyperv.CreateReplicationRelationship "{\"Collection\":\"file-cluster\",\"CollectionReplicationSettingData\":$settings,\"wait\":\"started\",\"timeoutSeconds\":30}"
rpc primary hyperv.StartReplication '{"Collection":"file-cluster","InitialReplicationType":2,"InitialReplicationExportLocation":"C:\\ClusterStorage\\Volume1\\seed","StartTime":null}'

say "StartReplication at a later time: an hour of the fabric ahead"
later=$(date -u -d '+2 hours' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+2H +%Y-%m-%dT%H:%M:%SZ)
rpc primary hyperv.CreateReplicationRelationship "{\"Collection\":\"web-farm\",\"CollectionReplicationSettingData\":$settings,\"wait\":\"started\",\"timeoutSeconds\":30}"
rpc primary hyperv.StartReplication "{\"Collection\":\"web-farm\",\"InitialReplicationType\":1,\"StartTime\":\"$later\"}"

say "a declared document, applied twice: changed the first time, nothing to do the second"
for time in first second; do
    printf '%s time:\n' "$time"
    "$agent" apply -f "$here/desired.json" --data "$work/primary"
done

say "a playbook that declares the same, run twice: changed=1 the first time, changed=0 the second"
if ansible; then
    mkdir -p "$work/collections/ansible_collections/hvcr"
    ln -s "$root/ansible_collection" "$work/collections/ansible_collections/hvcr/hyperv"
    # Ansible wants a UTF-8 locale, which a bare machine does not have.
    utf8=${LC_ALL:-}
    [ "$(locale charmap 2>/dev/null)" = UTF-8 ] || utf8=C.UTF-8
    play
    play | tee "$work/playbook"
    grep -q 'changed=0' "$work/playbook" || die "the second run of the playbook changed something."
fi

say "until sql-fci replicates"
tries=0
until "$agent" call replication.get '{"collection":"sql-fci"}' --data "$work/primary" | tr -d ' \n' | grep -q '"state":{"number":3,'; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || die "sql-fci does not replicate after two minutes."
    sleep 1
done
both

say "done: stopping both agents"
stop
