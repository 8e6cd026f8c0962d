// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.TransitionTable;
import io.hvcr.agent.host.HyperVHost;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observes what a document is about, no more, and plans. Never calls a method that changes anything; asks the host at most
 * eight times.
 */
public final class Reconciler {

    private final HyperVHost host;
    private final Observer observer;
    private final Planner planner;

    public Reconciler(HyperVHost host, Observer observer) {
        this(host, observer, TransitionTable.standard());
    }

    Reconciler(HyperVHost host, Observer observer, TransitionTable table) {
        this.host = host;
        this.observer = observer;
        this.planner = new Planner(table);
    }

    /**
     * What {@code apply} would do now.
     *
     * @throws ProblemException when the collection does not exist or the host cannot be read; a plan that cannot get there is
     *     no error, it is {@link Plan#blocked}
     */
    public Plan plan(PlanRequest request) {
        return plan(observer.resolve(request.collection()), request);
    }

    /** The same for a collection that was found already. */
    Plan plan(HostCollection collection, PlanRequest request) {
        Observed seen = observer.get(collection, parts(collection, request.document()));
        Plan plan = planner.plan(seen, request.document(), request.allow(), null);
        boolean creates = plan.steps().stream()
                .anyMatch(step -> step.method() == ReplicationMethod.CREATE_REPLICATION_RELATIONSHIP);
        if (!creates) {
            return plan;
        }
        @Nullable ReplicationSettings fresh = Faults.translated(host::freshSettings);
        return planner.plan(seen, request.document(), request.allow(), fresh);
    }

    private static Set<Include> parts(HostCollection collection, DesiredDocument document) {
        Set<Include> parts = EnumSet.of(Include.SETTINGS, Include.JOBS, Include.MEMBERS, Include.TEST_COLLECTION);
        boolean mayCreate = document.state() == DesiredState.ENABLED || document.state() == DesiredState.REPLICATING;
        boolean namesDisks = document.settings() != null && document.settings().replicatedDiskPaths() != null;
        if (namesDisks || (mayCreate && !collection.mode().equals(CollectionMode.Known.PRIMARY))) {
            parts.add(Include.DISKS);
        }
        return parts;
    }
}
