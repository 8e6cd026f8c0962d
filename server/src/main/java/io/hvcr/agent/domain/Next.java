// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/** Where an accepted call leads. When the state changes relative to the job is contract 5.9, 13. */
public sealed interface Next {

    /** Side and state stay as they are. */
    record Stays() implements Next {}

    /** At the end of the job the collection is there. */
    record To(Side side, CollectionState.Known state) implements Next {}

    /**
     * From acceptance until the work is done the collection is in {@code during}, then in {@code end}. The work of
     * StartReplication and Resynchronize goes on after their job has ended (contract 2.4).
     */
    record Through(CollectionState.Known during, Side side, CollectionState.Known end) implements Next {}

    /** Back to the state before the suspension, or before the replication went critical: normally 3. */
    record BeforeSuspension() implements Next {}

    /** The call is taken, its job ends with an error, and the state stays. */
    record JobFails() implements Next {}
}
