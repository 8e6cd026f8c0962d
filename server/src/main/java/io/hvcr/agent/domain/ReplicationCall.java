// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the 21 methods, with everything the method takes besides the collection (contract 2.4).
 *
 * <p>The types say what cannot be asked at all: there is no fourth kind of initial replication and no start time without
 * an offset. What they cannot express is refused before a call exists; everything else is the host's to judge.
 */
public sealed interface ReplicationCall {

    /** Which method this calls. */
    ReplicationMethod method();

    /** A method that takes nothing but the collection. */
    record Plain(ReplicationMethod method) implements ReplicationCall {
        public Plain {
            if (PLAIN_EXCLUDED.contains(method)) {
                throw new IllegalArgumentException(method.wmiName() + " takes parameters");
            }
        }

        private static final Set<ReplicationMethod> PLAIN_EXCLUDED = EnumSet.of(
                ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP,
                ReplicationMethod.START_REPLICATION,
                ReplicationMethod.MODIFY_REPLICATION_SETTINGS,
                ReplicationMethod.RESYNCHRONIZE,
                ReplicationMethod.INITIATE_FAILOVER,
                ReplicationMethod.TEST_REPLICA_COLLECTION,
                ReplicationMethod.REVERSE_REPLICATION_RELATIONSHIP,
                ReplicationMethod.GET_REPLICATION_STATISTICS);
    }

    /** {@code CreateReplicationRelationship}: the settings are laid over the host's fresh instance. */
    record Create(ReplicationSettings settings) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP;
        }
    }

    /**
     * {@code StartReplication}.
     *
     * @param type network, export or seeded
     * @param exportLocation the directory of an export; the host ignores it otherwise
     * @param startTime when to start, null for now; the host ignores it for an export
     */
    record Start(
            InitialReplicationType type,
            @Nullable String exportLocation,
            @Nullable Instant startTime) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.START_REPLICATION;
        }
    }

    /** {@code ModifyReplicationSettings}: the settings are laid over the instance read back from the host. */
    record Modify(ReplicationSettings settings) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.MODIFY_REPLICATION_SETTINGS;
        }
    }

    /**
     * {@code Resynchronize}.
     *
     * @param startTime when to start, null for now
     * @param includeSuspended whether suspended members take part
     */
    record Resynchronize(@Nullable Instant startTime, boolean includeSuspended) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.RESYNCHRONIZE;
        }
    }

    /** {@code InitiateFailover} to the recovery point with this object path; null is the latest. */
    record InitiateFailover(@Nullable String recoveryPointPath) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.INITIATE_FAILOVER;
        }
    }

    /** {@code TestReplicaCollection} from the recovery point with this object path; null is the latest. */
    record TestReplica(@Nullable String recoveryPointPath) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.TEST_REPLICA_COLLECTION;
        }
    }

    /** {@code ReverseReplicationRelationship}: the settings are laid over the instance read back from the host. */
    record Reverse(ReplicationSettings settings) implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.REVERSE_REPLICATION_RELATIONSHIP;
        }
    }

    /** {@code GetReplicationStatistics}; the only method that changes nothing. */
    record GetStatistics() implements ReplicationCall {
        @Override
        public ReplicationMethod method() {
            return ReplicationMethod.GET_REPLICATION_STATISTICS;
        }
    }
}
