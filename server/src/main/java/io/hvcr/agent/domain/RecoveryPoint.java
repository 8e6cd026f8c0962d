// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.domain;

import java.time.Instant;

/**
 * {@code Msvm_CollectionRecoveryPoint}: a point to which the recovery side can fail over (contract 3.6).
 *
 * @param id {@code InstanceID}
 * @param path the object path exactly as the host answered it
 * @param collectionId the collection it belongs to
 * @param name {@code ElementName}; not unique
 * @param createdAt when it was taken
 * @param consistency how consistent its disks are
 */
public record RecoveryPoint(
        String id,
        String path,
        CollectionId collectionId,
        String name,
        Instant createdAt,
        ConsistencyLevel consistency) {}
