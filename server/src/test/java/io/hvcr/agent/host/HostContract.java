// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.HostCollection;
import io.hvcr.agent.domain.HostJob;
import io.hvcr.agent.domain.ReplicationCall;
import io.hvcr.agent.domain.ReplicationMethod;
import io.hvcr.agent.domain.ReplicationSettings;
import io.hvcr.agent.domain.ReturnCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The fixture of the contract test, and the words that its tests speak in. */
public abstract class HostContract {

    static final String SQL = "sql-fci";
    static final String REPLICATED = "files";
    static final Duration COPY = Duration.ofMinutes(30);

    @TempDir
    Path folder;

    HostFixture fixture = new Unopened();

    /** Opens the fixture on {@code contract-scenario.json}. */
    protected abstract HostFixture open(Path folder, String scenario);

    @BeforeEach
    void openFixture() throws IOException {
        try (var in = HostContract.class.getResourceAsStream("contract-scenario.json")) {
            fixture = open(folder, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void closeFixture() {
        fixture.close();
    }

    static HostCollection named(HyperVHost host, String name) {
        return host.collectionsNamed(name).getFirst();
    }

    HostAnswer primary(String name, ReplicationCall call) {
        return fixture.primary().invoke(named(fixture.primary(), name), call);
    }

    HostAnswer primary(String name, ReplicationMethod method) {
        return primary(name, plain(method));
    }

    HostAnswer recovery(String name, ReplicationCall call) {
        return fixture.recovery().invoke(named(fixture.recovery(), name), call);
    }

    static ReplicationCall plain(ReplicationMethod method) {
        return new ReplicationCall.Plain(method);
    }

    void replicationOf(String name) {
        finished(fixture.primary(), primary(name, new ReplicationCall.Create(kerberos("broker.recovery.example"))));
    }

    void powerOff(String name, String site) {
        fixture.inject(
                "{\"kind\":\"power\",\"collection\":\"" + name + "\",\"site\":\"" + site + "\",\"state\":\"off\"}");
    }

    void finished(HyperVHost host, HostAnswer answer) {
        HostJob job = follow(host, answer);
        assertThat(job.state().succeeded()).as("%s", job.errors()).isTrue();
    }

    HostJob follow(HyperVHost host, HostAnswer answer) {
        String path = jobPath(answer);
        for (int i = 0; i < 600; i++) {
            HostJob job = host.job(path).orElseThrow();
            if (!job.running()) {
                return job;
            }
            fixture.pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("the job did not end within ten minutes of the host");
    }

    static String jobPath(HostAnswer answer) {
        assertThat(answer.returnValue()).isEqualTo(ReturnCode.Known.JOB_STARTED);
        return Objects.requireNonNull(answer.jobPath());
    }

    String states(String name) {
        return state(fixture.primary(), name) + " " + state(fixture.recovery(), name);
    }

    static String state(HyperVHost host, String name) {
        List<HostCollection> found = host.collectionsNamed(name);
        return found.isEmpty()
                ? "-"
                : found.getFirst().mode().number() + "/"
                        + found.getFirst().state().number();
    }

    static ReplicationSettings kerberos(String server) {
        return settings(AuthenticationType.Known.KERBEROS, server, null, null, null);
    }

    static ReplicationSettings settings(
            AuthenticationType type,
            String server,
            @Nullable Integer port,
            @Nullable Integer interval,
            @Nullable Integer history) {
        return new ReplicationSettings(
                type, null, null, null, null, server, null, port, null, null, history, null, null, null, interval, null,
                null, null);
    }

    /** What stands in before the fixture is opened. */
    private static final class Unopened implements HostFixture {
        @Override
        public HyperVHost primary() {
            throw new IllegalStateException("not open");
        }

        @Override
        public HyperVHost recovery() {
            throw new IllegalStateException("not open");
        }

        @Override
        public void pass(Duration time) {
            throw new IllegalStateException("not open");
        }

        @Override
        public void inject(String json) {
            throw new IllegalStateException("not open");
        }

        @Override
        public void close() {}
    }
}
