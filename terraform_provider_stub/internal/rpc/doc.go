// SPDX-License-Identifier: Apache-2.0

// Package rpc is the JSON-RPC 2.0 client of the provider: one POST per call, over TLS, to one agent or to the first
// reachable one of several agents of the same cluster.
//
// Two rules keep a changing call from running twice:
//
//   - the next address is tried only while no connection could be made; once a request was sent, its address is the only
//     one that can tell what became of it (idempotency keys hold per agent);
//   - a request that was sent and got no answer is sent again only if it changes nothing or carries an idempotency key.
package rpc
