// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.DeclaredSettings;
import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.InitialReplication;
import io.hvcr.agent.domain.Need;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A host with what looks at it, as most tests of planning need it. */
final class Scene {

    static final Set<Need> ALL_NEEDS = Set.of(Need.values());

    /** What a new relationship needs, and nothing more. */
    static final DeclaredSettings KERBEROS = server("broker.recovery.example");

    final FakeHost host = new FakeHost();
    final HealthCache health = new HealthCache(host, InstantSource.fixed(FakeHost.NOW), HealthSampling.DEFAULTS);
    final Observer observer;
    final Reconciler reconciler;
    final FakeCollection collection = host.add("sql-fci");

    Scene() {
        this(Memory.none());
    }

    Scene(Memory memory) {
        observer = new Observer(host, health, memory);
        reconciler = new Reconciler(host, observer);
    }

    Plan plan(DesiredDocument document, Need... allow) {
        return reconciler.plan(new PlanRequest("sql-fci", document, Set.of(allow)));
    }

    Plan plan(DesiredState state, Need... allow) {
        return plan(wants(state, KERBEROS), allow);
    }

    static DesiredDocument wants(@Nullable DesiredState state, @Nullable DeclaredSettings settings) {
        return new DesiredDocument(state, settings, null);
    }

    static DesiredDocument starts(InitialReplication how) {
        return new DesiredDocument(DesiredState.REPLICATING, KERBEROS, how);
    }

    static DeclaredSettings server(String name) {
        return new DeclaredSettings(
                name,
                null,
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static DeclaredSettings history(int points) {
        return new DeclaredSettings(
                null, null, null, null, null, null, null, points, null, null, null, null, null, null);
    }

    static DeclaredSettings disks(String... files) {
        return new DeclaredSettings(
                null, null, null, null, null, null, null, null, null, null, null, null, null, List.of(files));
    }

    /** Every member changed from what {@link FakeHost#FRESH} and {@link FakeHost#KERBEROS} hold. */
    static DeclaredSettings everything(String server, String file) {
        return new DeclaredSettings(
                server,
                8080,
                AuthenticationType.Known.CERTIFICATE,
                "AB".repeat(20),
                false,
                true,
                900,
                8,
                4,
                false,
                false,
                LocalTime.of(1, 0),
                LocalTime.of(2, 0),
                List.of(file));
    }

    static List<String> methods(Plan plan) {
        return plan.steps().stream().map(step -> step.method().wmiName()).toList();
    }
}
