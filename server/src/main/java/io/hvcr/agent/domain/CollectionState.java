// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * {@code Msvm_VirtualSystemCollection.ReplicationState}: 17 documented numbers (contract 3.2).
 *
 * <p>The numbers are certain; the names of 11 to 16 are inferred from their order. No decision that changes anything may
 * rest on 11 to 16 alone: members, test dependency and failover type are looked at too (design 2).
 */
public sealed interface CollectionState extends Coded {

    /** The documented numbers. */
    enum Known implements CollectionState {
        DISABLED(0, "Disabled"),
        READY(1, "Ready for replication"),
        WAITING_INITIAL_REPLICATION(2, "Waiting to complete initial replication"),
        REPLICATING(3, "Replicating"),
        FAILOVER_INITIATED(4, "Failover initiated"),
        RECOVERED(5, "Recovered"),
        COMMITTED(6, "Committed"),
        SUSPENDED(7, "Suspended"),
        CRITICAL(8, "Critical"),
        WAITING_RESYNCHRONIZATION(9, "Waiting to start resynchronization"),
        RESYNCHRONIZING(10, "Resynchronizing"),
        PLANNED_FAILOVER_INITIATED(11, "Planned failover initiated"),
        REPURPOSE_INITIATED(12, "Repurpose initiated"),
        TEST_FAILOVER_INITIATED(13, "Test failover initiated"),
        PARTIALLY_ENABLED(14, "Partially enabled"),
        PARTIALLY_DISABLED(15, "Partially disabled"),
        PARTIALLY_RECOVERED(16, "Partially recovered");

        private final int number;
        private final String label;

        Known(int number, String label) {
            this.number = number;
            this.label = label;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** A number that no reference documents; it survives unchanged. */
    record Unknown(int number) implements CollectionState {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static CollectionState of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
