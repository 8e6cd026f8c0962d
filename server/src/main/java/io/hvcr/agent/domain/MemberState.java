// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

/**
 * Replication state of one virtual machine or shared disk set (contract 3.8).
 *
 * <p>The same numbers mean other things than on a collection from 4 upwards: 4 is "Synced replication complete" here and
 * "Failover initiated" there.
 */
public sealed interface MemberState extends Coded {

    /** The documented numbers. */
    enum Known implements MemberState {
        DISABLED(0, "Disabled"),
        READY(1, "Ready for replication"),
        WAITING_INITIAL_REPLICATION(2, "Waiting to complete initial replication"),
        REPLICATING(3, "Replicating"),
        SYNCED_REPLICATION_COMPLETE(4, "Synced replication complete"),
        RECOVERED(5, "Recovered"),
        COMMITTED(6, "Committed"),
        SUSPENDED(7, "Suspended"),
        CRITICAL(8, "Critical"),
        WAITING_RESYNCHRONIZATION(9, "Waiting to start resynchronization"),
        RESYNCHRONIZING(10, "Resynchronizing"),
        RESYNCHRONIZATION_SUSPENDED(11, "Resynchronization suspended"),
        FAILOVER_IN_PROGRESS(12, "Failover in progress"),
        FAILBACK_IN_PROGRESS(13, "Failback in progress"),
        FAILBACK_COMPLETE(14, "Failback complete"),
        DISK_UPDATE_IN_PROGRESS(15, "Disk update in progress"),
        DISK_UPDATE_CRITICAL(16, "Disk update critical"),
        UNKNOWN(17, "Unknown"),
        REPURPOSE_IN_PROGRESS(18, "Repurpose replication in progress"),
        PREPARED_FOR_SYNC_REPLICATION(19, "Prepared for sync replication"),
        PREPARED_FOR_GROUP_REVERSE(20, "Prepared for group reverse replication"),
        FIREDRILL_IN_PROGRESS(21, "Firedrill in progress");

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
    record Unknown(int number) implements MemberState {
        @Override
        public String label() {
            return Coded.unknownLabel(number);
        }
    }

    /** The value with this number, known or not. */
    static MemberState of(int number) {
        for (Known known : Known.values()) {
            if (known.number == number) {
                return known;
            }
        }
        return new Unknown(number);
    }
}
