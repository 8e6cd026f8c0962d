// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.json.Doc;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A desired document as answers show it (design 3.2); what a caller sends has its members flat in the params. */
@Doc("A desired document: what describes a collection, before or after")
public record Document(
        @Doc("The collection's id") String collection,

        @Doc(
                "enabled, replicating, suspended or absent; absent from the document where no wanted state describes what is")
        @Nullable
        DesiredState state,

        @Doc("The settings; absent where they are not compared") @Nullable
        DocumentSettings settings,

        @Doc("How the first copy is started, where one is") @Nullable
        Start initialReplication) {

    /** How the first copy reaches the recovery side. */
    @Doc("How the first copy reaches the recovery side; it counts only when a plan starts one")
    public record Start(
            @Doc("network, export or seeded (1, 2 and 3 are read too)")
            InitialReplicationType type,

            @Doc(
                    "For an export the host's directory that takes one folder for each virtual machine: absolute, on a drive letter")
            @Nullable
            String exportLocation,

            @Doc(
                    "When to start, at most seven days ahead of the host's clock; RFC 3339 with an offset. Null or absent starts at"
                            + " once. The host ignores it for an export")
            @Nullable
            Instant startTime) {}

    static Document of(CollectionRef collection, DesiredDocument document) {
        InitialReplication start = document.initialReplication();
        return new Document(
                collection.id().value(),
                document.state(),
                DocumentSettings.of(document.settings()),
                start == null ? null : new Start(start.type(), start.exportLocation(), start.startTime()));
    }
}
