// SPDX-License-Identifier: Apache-2.0

/**
 * JSON-RPC 2.0 by hand: read, classify, call, answer; batches; errors; {@code rpc.discover}.
 *
 * <p>{@link io.hvcr.agent.rpc.RpcDispatcher} takes the bytes of a request and gives back the bytes of the answer. What it can call
 * stands in a {@link io.hvcr.agent.rpc.MethodRegistry} of {@link io.hvcr.agent.rpc.RpcMethod}s: a record of parameters, a record of
 * results, and a function between them. The same records make the OpenRPC document. Nothing here knows HTTP.
 *
 * <p>No library is used for it: of those that exist, none keeps ids exactly, orders batches and refuses what the specification
 * refuses.
 */
@NullMarked
package io.hvcr.agent.rpc;

import org.jspecify.annotations.NullMarked;
