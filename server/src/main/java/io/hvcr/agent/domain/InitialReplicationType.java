// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.util.Optional;

/** How the first copy reaches the recovery side: {@code StartReplication.InitialReplicationType} (contract 2.4). */
public enum InitialReplicationType implements Coded {
    NETWORK(1, "Network Transfer", 94),
    EXPORT(2, "Export", 118),
    SEEDED(3, "Seeded Network Transfer", 117);

    private final int number;
    private final String label;
    private final int jobType;

    InitialReplicationType(int number, String label, int jobType) {
        this.number = number;
        this.label = label;
        this.jobType = jobType;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String label() {
        return label;
    }

    /** The type of the job that the host starts for it (contract 2.4, inferred). */
    public JobType jobType() {
        return JobType.of(jobType);
    }

    /** The type with this number, or nothing: the host knows 1, 2 and 3 only. */
    public static Optional<InitialReplicationType> of(int number) {
        for (InitialReplicationType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
