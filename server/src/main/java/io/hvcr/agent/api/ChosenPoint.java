// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.json.Doc;
import java.time.Instant;

/** The recovery point that a call was made with, and how old it was then: what fails over is the state of that moment. */
@Doc("The recovery point that was chosen: the collection falls back to the state of that moment")
public record ChosenPoint(
        @Doc("Its InstanceID") String id,
        @Doc("Its ElementName; not unique") String name,
        @Doc("When it was taken") Instant createdAt,
        @Doc("How consistent its disks are") ConsistencyLevel consistency,

        @Doc("Seconds between it and the host's time of the call")
        long ageSeconds) {}
