// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.RecoveryPoint;
import io.hvcr.agent.json.Doc;
import java.time.Instant;

/** A point to which the recovery side can fail over (contract 3.6). */
@Doc("A point to which the recovery side can fail over")
public record RecoveryPointAnswer(
        @Doc("Its InstanceID; CollectionRecoveryPoint takes it")
        String id,

        @Doc("Its ElementName; not unique") String name,
        @Doc("When it was taken") Instant createdAt,
        @Doc("How consistent its disks are") ConsistencyLevel consistency) {

    static RecoveryPointAnswer of(RecoveryPoint point) {
        return new RecoveryPointAnswer(point.id(), point.name(), point.createdAt(), point.consistency());
    }
}
