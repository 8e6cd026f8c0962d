// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.rpc;

/** Something that can be called by name: a {@link NamedMethod} of the API, or a {@link RawMethod}. */
public sealed interface RpcMethod permits NamedMethod, RawMethod {

    /** The name on the wire; case counts. */
    String name();

    /** Whether the method can change anything: refused while the agent stops, and its answer is never dropped. */
    boolean changing();
}
