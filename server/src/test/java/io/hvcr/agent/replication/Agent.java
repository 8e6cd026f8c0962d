// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.replication;

import io.hvcr.agent.domain.DesiredDocument;
import io.hvcr.agent.domain.DesiredState;
import io.hvcr.agent.domain.Need;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.host.HyperVHost;
import io.hvcr.agent.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** An agent's heart over a fake host and a real journal, with time by hand; it can be killed and started again. */
final class Agent implements AutoCloseable {

    static final Duration LONG = Duration.ofSeconds(30);

    final Path file;
    final SteppedScheduler time;
    final Journal journal;
    final Observer observer;
    final Operations operations;

    Agent(FakeHost host, Path folder) {
        this(host, folder.resolve("journal.db"), Instant.parse("2026-11-22T18:00:00Z"), null);
    }

    /** @param dying what kills the agent at a certain moment; null lets it live */
    Agent(HyperVHost host, Path file, Instant start, @Nullable Dying dying) {
        HyperVHost port = dying == null ? host : dying.around(host);
        this.file = file;
        time = new SteppedScheduler(start);
        journal = Journal.open(
                file,
                "hv01",
                dying == null ? time : dying.around(time),
                RandomGeneratorFactory.of("L64X128MixRandom").create(7));
        observer = new Observer(port, new HealthCache(port, time, HealthSampling.DEFAULTS), new JournalMemory(journal));
        operations = new Operations(
                port, observer, new Reconciler(port, observer), journal, time, time, OperationLimits.DEFAULTS);
    }

    /** Dies and starts again on the same journal. */
    Agent restarted(HyperVHost host) {
        close();
        Agent next = new Agent(host, file, time.instant().plusSeconds(1), null);
        next.operations.recover();
        return next;
    }

    Operation apply(DesiredState state) {
        return apply(Scene.wants(state, Scene.KERBEROS), Wait.STARTED, null);
    }

    Operation apply(DesiredDocument document, Wait until, @Nullable Idempotency key) {
        return operations.apply(
                new ApplyRequest(new PlanRequest("sql-fci", document, Set.of(Need.values())), until, LONG, key, null));
    }

    Operation call(ReplicationMethod method) {
        return call(new ReplicationCall.Plain(method), Wait.ACCEPTED, null);
    }

    Operation call(ReplicationCall call, Wait until, @Nullable Idempotency key) {
        return operations.call(new CallRequest("sql-fci", call, until, LONG, key, false));
    }

    @Override
    public void close() {
        time.close();
        journal.close();
    }
}
