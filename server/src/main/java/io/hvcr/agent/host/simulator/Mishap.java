// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.CollectionId;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.json.JsonTagged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be made to happen to a call or its job, once or several times. */
@JsonTagged("mishap")
sealed interface Mishap {

    /** To whom it happens. */
    Target target();

    /**
     * To whom something happens; null is anyone.
     *
     * @param site only calls on this site
     * @param collection only calls on this collection
     * @param method only calls of this method
     */
    record Target(
            @Nullable Site site,
            @Nullable CollectionId collection,
            @Nullable ReplicationMethod method) {

        boolean hits(CollectionKey place, ReplicationMethod called) {
            return (site == null || site == place.site())
                    && (collection == null || collection.equals(place.id()))
                    && (method == null || method == called);
        }
    }

    /** The job ends so instead of well. */
    record JobEnds(Target target, JobEnding ending, int errorCode, List<String> texts) implements Mishap {
        public JobEnds {
            texts = List.copyOf(texts);
        }
    }

    /** Nobody can see the job, though it does its work. */
    record JobVanishes(Target target) implements Mishap {}

    /** The call is accepted with a job, and the path of the job is not told. */
    record JobNotTold(Target target) implements Mishap {}

    /** The method answers this number and does nothing. */
    record Answers(Target target, int number) implements Mishap {}

    /** Some members do not come along; the collection is left in 14, 15 or 16. */
    record Partial(Target target, List<String> members) implements Mishap {
        public Partial {
            members = List.copyOf(members);
        }
    }

    /** The management layer fails instead of answering. */
    record Faults(
            Target target,
            @Nullable String operation,
            LayerFault fault,
            boolean tookEffect,
            @Nullable Integer hresult,
            @Nullable String text,
            @Nullable String ownerNode,
            int delayMilliseconds)
            implements Mishap {

        boolean hitsOperation(String called) {
            return operation == null || operation.equalsIgnoreCase(called);
        }
    }

    /** How a job can end other than well. */
    enum JobEnding {
        EXCEPTION,
        TERMINATED,
        KILLED,
        COMPLETED_WITH_WARNINGS
    }

    /** How the management layer can fail (contract 4.8). */
    enum LayerFault {
        UNAVAILABLE,
        DENIED,
        MISSING,
        OUTCOME_UNKNOWN,
        WRONG_NODE,
        REFUSED,
        SLOW
    }
}
