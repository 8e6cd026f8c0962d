// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.domain.StatisticsReport;
import io.hvcr.agent.host.HostAnswer;
import io.hvcr.agent.host.HyperVHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fabric in a folder of its own, with a clock that only the test moves, and short words for what tests do. */
final class TestFabric implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final String SQL = "sql-fci";
    static final String FILES = "files";

    final SimulatedFabric fabric;
    final HyperVHost primary;
    final HyperVHost recovery;

    private TestFabric(SimulatedFabric fabric) {
        this.fabric = fabric;
        this.primary = fabric.host(Site.PRIMARY);
        this.recovery = fabric.host(Site.RECOVERY);
    }

    /** The scenario {@code two}: {@code sql-fci} is not replicated, {@code files} is. */
    static TestFabric two(Path folder) {
        return open(folder, new ScenarioSource.Named("two"));
    }

    static TestFabric of(Path folder, String scenario) {
        return open(folder, new ScenarioSource.Document(scenario));
    }

    private static TestFabric open(Path folder, ScenarioSource source) {
        return new TestFabric(SimulatedFabric.open(folder.resolve("test.fabric"), InstantSource.fixed(NOON), source));
    }

    HyperVHost host(Site site) {
        return site == Site.PRIMARY ? primary : recovery;
    }

    HostCollection collection(Site site, String name) {
        return host(site).collectionsNamed(name).getFirst();
    }

    /** Mode and state of both sides: {@code 1/3 2/3}; a side without the collection is {@code -}. */
    String states(String name) {
        return state(Site.PRIMARY, name) + " " + state(Site.RECOVERY, name);
    }

    String state(Site site, String name) {
        return host(site).collectionsNamed(name).stream()
                .findFirst()
                .map(c -> c.mode().number() + "/" + c.state().number())
                .orElse("-");
    }

    ReturnCode call(Site site, String name, ReplicationCall call) {
        return host(site).invoke(collection(site, name), call).returnValue();
    }

    ReturnCode call(Site site, String name, ReplicationMethod method) {
        return call(site, name, new ReplicationCall.Plain(method));
    }

    /** Calls, waits for the end of the job, and answers the job. */
    HostJob done(Site site, String name, ReplicationCall call) {
        HostAnswer answer = host(site).invoke(collection(site, name), call);
        if (answer.returnValue() != ReturnCode.Known.JOB_STARTED) {
            throw new AssertionError(call.method().wmiName() + " answered "
                    + answer.returnValue().describe() + " in " + states(name));
        }
        String path = Objects.requireNonNull(answer.jobPath());
        while (host(site).job(path).orElseThrow().running()) {
            fabric.advance(Duration.ofSeconds(1));
        }
        return host(site).job(path).orElseThrow();
    }

    HostJob done(Site site, String name, ReplicationMethod method) {
        return done(site, name, new ReplicationCall.Plain(method));
    }

    /** {@link #done}, and the job has to have ended well. */
    void well(Site site, String name, ReplicationCall call) {
        HostJob job = done(site, name, call);
        if (!job.state().succeeded()) {
            throw new AssertionError(call.method().wmiName() + " failed in " + states(name) + ": " + job.errors());
        }
    }

    void well(Site site, String name, ReplicationMethod method) {
        well(site, name, new ReplicationCall.Plain(method));
    }

    void create(String name) {
        well(Site.PRIMARY, name, new ReplicationCall.Create(toBroker(Site.RECOVERY)));
    }

    /** Starts an initial replication that has begun when this returns. */
    void start(InitialReplicationType type, @Nullable String directory) {
        well(Site.PRIMARY, SQL, new ReplicationCall.Start(type, directory, null));
    }

    StatisticsReport statistics(Site site, String name) {
        HostAnswer answer = host(site).invoke(collection(site, name), new ReplicationCall.GetStatistics());
        return Objects.requireNonNull(answer.statistics());
    }

    /** The error of a job that has to have failed. */
    String failure(Site site, String name, ReplicationCall call) {
        return done(site, name, call).failure().orElseThrow();
    }

    void pass(Duration time) {
        fabric.advance(time);
    }

    void inject(String json) {
        fabric.inject(json);
    }

    /** Kerberos to the other site's broker. */
    static ReplicationSettings toBroker(Site site) {
        return settings("broker." + site.wireName() + ".example", null);
    }

    static ReplicationSettings settings(@Nullable String server, @Nullable Integer port) {
        return new ReplicationSettings(
                AuthenticationType.Known.KERBEROS,
                null,
                null,
                null,
                null,
                server,
                null,
                port,
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

    @Override
    public void close() {
        fabric.close();
    }
}
